package partner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** `--name value` pairs, then file names. */
record Options(Map<String, String> named, List<Path> files) {

  /** Prints the help and ends the program where it is asked for, or where what must be there is missing. */
  static Options read(String[] args, String help, String... required) {
    if (args.length == 0 || List.of(args).contains("--help")) end(help, args.length == 0 ? 2 : 0);
    Map<String, String> named = new HashMap<>();
    List<Path> files = new ArrayList<>();
    for (int at = 0; at < args.length; at++) {
      if (!args[at].startsWith("--")) files.add(Path.of(args[at]));
      else if (at + 1 < args.length) named.put(args[at].substring(2), args[++at]);
      else end("A value is missing after " + args[at] + ".\n\n" + help, 2);
    }
    for (String name : required)
      if (!named.containsKey(name)) end("Say --" + name + ".\n\n" + help, 2);
    return new Options(named, files);
  }

  String get(String name, String otherwise) {
    return named.getOrDefault(name, otherwise);
  }

  /** Where the brokers are and how to sign in: the file given with --config. */
  Properties config() {
    Properties config = new Properties();
    Path file = Path.of(named.get("config"));
    try (var reader = Files.newBufferedReader(file)) {
      config.load(reader);
    } catch (IOException error) {
      end("The properties in " + file + " cannot be read (" + error.getClass().getSimpleName() + ").", 1);
    }
    return config;
  }

  static void end(String text, int code) {
    (code == 0 ? System.out : System.err).println(text);
    System.exit(code);
  }
}
