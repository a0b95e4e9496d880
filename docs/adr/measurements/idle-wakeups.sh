#!/bin/sh
# How often each thread of a process was woken while it had nothing to do (ADR 0001):
#   idle-wakeups.sh PID [SECONDS]
# Counts voluntary context switches, thread by thread. Give a JVM 15 seconds to settle first.
pid=${1:?usage: idle-wakeups.sh PID [SECONDS]}
seconds=${2:-60}

look() {
  for task in /proc/"$pid"/task/*; do
    awk -v id="${task##*/}" '/^Name:/ { sub(/^Name:\t/, ""); name = $0 }
      /^voluntary_ctxt_switches:/ { print id "\t" $2 "\t" name }' "$task/status"
  done
}

before=$(look)
sleep "$seconds"
{
  echo "$before"
  look
} | awk -F '\t' -v seconds="$seconds" '
  $1 in count { if ($2 > count[$1]) { print $2 - count[$1], $3; total += $2 - count[$1] } next }
  { count[$1] = $2 }
  END { print total + 0, "wake-ups of all threads in", seconds, "s" }'
