package lanewise.nn;

/** Keeps the exported package from being empty until its first real class arrives, which deletes this file. */
final class Placeholder {
    private Placeholder() {}
}
