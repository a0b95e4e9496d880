-- May be run again and again: each change looks whether it was made.
create table if not exists orders (id integer primary key, article text not null);
insert into orders values (1, 'tea'), (2, 'coffee'), (3, 'cake') on conflict do nothing;
