using System.Runtime.InteropServices;

namespace Quiver.Benchmarks.Writes;

/// <summary>The calls of SQLite's library, as Debian installs it (package libsqlite3-0).</summary>
internal static partial class SqliteCalls
{
    public const int Ok = 0;
    public const int Row = 100;
    public const int Done = 101;
    public const int ReadWriteCreateNoMutex = 0x2 | 0x4 | 0x8000;
    public static readonly nint CopyText = -1;

    private const string Library = "libsqlite3.so.0";

    /// <summary>Whether the library is installed.</summary>
    public static bool IsInstalled
    {
        get
        {
            if (!NativeLibrary.TryLoad(Library, out nint library))
            {
                return false;
            }
            NativeLibrary.Free(library);
            return true;
        }
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_libversion")]
    public static partial nint Version();

    [LibraryImport(
        Library,
        EntryPoint = "sqlite3_open_v2",
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Open(string path, out nint database, int flags, nint system);

    [LibraryImport(Library, EntryPoint = "sqlite3_close_v2")]
    public static partial int Close(nint database);

    [LibraryImport(
        Library,
        EntryPoint = "sqlite3_exec",
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Execute(
        nint database,
        string sql,
        nint callback,
        nint argument,
        nint error
    );

    [LibraryImport(
        Library,
        EntryPoint = "sqlite3_prepare_v2",
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Prepare(
        nint database,
        string sql,
        int length,
        out nint statement,
        nint rest
    );

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    public static partial int Bind(nint statement, int parameter, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    public static partial int Bind(
        nint statement,
        int parameter,
        ReadOnlySpan<byte> utf8,
        int length,
        nint destructor
    );

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    public static partial long Column(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_finalize")]
    public static partial int Release(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_errmsg")]
    public static partial nint Message(nint database);
}
