package io.vigie.agent;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is wrong with a file, for a person: Java's own word for it may be no more than its path. */
public final class FileTrouble {
  private FileTrouble() {}

  /** The file, what is wrong and, where a right is missing, who has it. */
  public static String inWords(IOException trouble) {
    if (trouble instanceof AccessDeniedException denied) {
      return "no access to " + denied.getFile() + ": " + denied(Path.of(denied.getFile()));
    }
    if (trouble instanceof NoSuchFileException missing) {
      return missing.getFile() + ": No such file or directory";
    }
    if (trouble instanceof FileSystemException other && other.getReason() != null) {
      return other.getFile() + ": " + other.getReason();
    }
    return trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
  }

  /** That this user may not use it, and who may. */
  public static String denied(Path path) {
    return "Permission denied; run as " + owner(path);
  }

  private static String owner(Path path) {
    try {
      String owner = Files.getOwner(path).getName();
      return owner.equals("root") ? "root" : "root (or as " + owner + ", who owns it)";
    } catch (IOException e) {
      // hidden by a directory above it
      return "root (or as its owner)";
    }
  }
}
