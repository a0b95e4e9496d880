package muster.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Muster with one of its source files replaced: all its classes are loaded anew around that. */
final class PlantedCode extends ClassLoader {
  private static final String OURS = "muster.";

  private final Map<String, ByteArrayOutputStream> compiled;

  private PlantedCode(Map<String, ByteArrayOutputStream> compiled) {
    super(PlantedCode.class.getClassLoader());
    this.compiled = compiled;
  }

  static PlantedCode compile(String path, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> compiled = new LinkedHashMap<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
      List<String> options =
          List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
      boolean good =
          compiler
              .getTask(
                  null, into(files, compiled), problems, options, null, List.of(file(path, source)))
              .call();
      if (!good) {
        throw new IllegalArgumentException(path + ": " + problems.getDiagnostics());
      }
    }
    return new PlantedCode(compiled);
  }

  private static JavaFileObject file(String path, String source) {
    return new SimpleJavaFileObject(URI.create("planted:///" + path), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static JavaFileManager into(
      StandardJavaFileManager files, Map<String, ByteArrayOutputStream> compiled) {
    return new ForwardingJavaFileManager<>(files) {
      @Override
      public JavaFileObject getJavaFileForOutput(
          Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(URI.create("planted:///" + name), kind) {
          @Override
          public OutputStream openOutputStream() {
            return compiled.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
          }
        };
      }
    };
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      return name.startsWith(OURS) ? findClass(name) : super.loadClass(name, resolve);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] code = code(name);
    if (code == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, code, 0, code.length);
  }

  private byte @Nullable [] code(String name) throws ClassNotFoundException {
    ByteArrayOutputStream planted = compiled.get(name);
    if (planted != null) {
      return planted.toByteArray();
    }
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
