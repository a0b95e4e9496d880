package muster.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the house that no compiler keeps. Each takes the package that it is for, so that
 * {@link Planted} can show that it bites.
 */
final class Rules {
  private Rules() {}

  /** Classes of {@code room} use the JDK, themselves, and the rooms in {@code others}. */
  static ArchRule standsOn(String room, List<String> others) {
    Stream<String> always = Stream.of("java..", "org.jspecify..", room + "..");
    String[] allowed =
        Stream.concat(always, others.stream().map(other -> other + "..")).toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(room + "..")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed))
        .because(room + " stands on " + (others.isEmpty() ? "nothing" : others));
  }

  static ArchRule noClock(String core) {
    return pure(
        core,
        "no clock",
        types("java.time.Clock", "java.util.Date", "java.util.Calendar"),
        members("java.lang.System.nanoTime", "java.lang.System.currentTimeMillis")
            .or(describe("now() of java.time", Rules::isNow)));
  }

  private static boolean isNow(JavaAccess<?> access) {
    return access.getTargetOwner().getPackageName().equals("java.time")
        && access.getTarget().getName().equals("now");
  }

  static ArchRule noInputOrOutput(String core) {
    return pure(
        core,
        "no input and output",
        resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.nio.channels.."),
        members("java.lang.System.in", "java.lang.System.out", "java.lang.System.err"));
  }

  static ArchRule noThreads(String core) {
    return pure(
        core,
        "no threads",
        types("java.lang.Thread", "java.lang.ThreadLocal", "java.util.Timer")
            .or(resideInAnyPackage("java.util.concurrent..")),
        members("java.lang.Object.wait", "java.lang.Object.notify", "java.lang.Object.notifyAll"));
  }

  static ArchRule noChance(String core) {
    return pure(
        core,
        "no chance but from a seed that is passed in",
        types(
            "java.util.Random",
            "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom"),
        members("java.lang.Math.random", "java.lang.StrictMath.random", "java.util.UUID.randomUUID")
            .or(describe("new SplittableRandom()", Rules::isSeedless)));
  }

  private static boolean isSeedless(JavaAccess<?> access) {
    return access.getTarget().getFullName().equals("java.util.SplittableRandom.<init>()");
  }

  /** The immutable sets and maps of the JDK too: their order differs from JVM to JVM. */
  static ArchRule noHashOrder(String core) {
    return pure(
        core,
        "no order of hashes",
        types(
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap"),
        members(
            "java.util.Set.of",
            "java.util.Set.copyOf",
            "java.util.Map.of",
            "java.util.Map.ofEntries",
            "java.util.Map.copyOf",
            "java.util.stream.Collectors.toSet",
            "java.util.stream.Collectors.toMap",
            "java.util.stream.Collectors.toUnmodifiableSet",
            "java.util.stream.Collectors.toUnmodifiableMap",
            "java.util.stream.Collectors.groupingBy",
            "java.lang.System.identityHashCode"));
  }

  private static ArchRule pure(
      String core,
      String what,
      DescribedPredicate<JavaClass> types,
      DescribedPredicate<JavaAccess<?>> members) {
    return noClasses()
        .that()
        .resideInAPackage(core + "..")
        .should(dependOnClassesThat(types).or(accessTargetWhere(members)))
        .because("the core is a function of state, event and now: it has " + what);
  }

  /** All that the daemon does to the world goes through {@code Kernel}. */
  static ArchRule worksThroughTheKernelOnly(String daemon) {
    return noClasses()
        .that()
        .resideInAPackage(daemon + "..")
        .should(
            dependOnClassesThat(
                    types(
                            "java.lang.Process",
                            "java.lang.ProcessBuilder",
                            "java.lang.ProcessHandle",
                            "java.io.File",
                            "java.io.FileDescriptor",
                            "java.io.FileInputStream",
                            "java.io.FileOutputStream",
                            "java.io.FileReader",
                            "java.io.FileWriter",
                            "java.io.RandomAccessFile")
                        .or(
                            resideInAnyPackage(
                                "java.net..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.util.logging..")))
                .or(accessTargetWhere(members("java.lang.Runtime.exec"))))
        .because("the simulator plays the kernel, and the JDK's reaper of processes steals exits");
  }

  static ArchRule noNativeCode(String... rooms) {
    return noClasses()
        .that()
        .resideInAnyPackage(Stream.of(rooms).map(room -> room + "..").toArray(String[]::new))
        .should(dependOnClassesThat(resideInAnyPackage("java.lang.foreign..")))
        .because("native code is in muster.kernel alone");
  }

  private static DescribedPredicate<JavaClass> types(String... names) {
    Set<String> set = Set.of(names);
    return describe(
        "one of " + List.of(names), type -> set.contains(type.getBaseComponentType().getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> members(String... names) {
    Set<String> set = Set.of(names);
    return describe(
        "one of " + List.of(names),
        access ->
            set.contains(access.getTargetOwner().getName() + "." + access.getTarget().getName()));
  }
}
