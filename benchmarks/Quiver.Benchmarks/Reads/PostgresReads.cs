using System.Diagnostics;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Writes;

namespace Quiver.Benchmarks.Reads;

/// <summary>PostgreSQL over TCP on loopback: tables with primary keys, both ends of relationships indexed, prepared statements.</summary>
internal sealed class PostgresReads : IReadTarget
{
    private static readonly string[] Tables =
    [
        "CREATE TABLE persons(id bigint, firstname text, lastname text, birthday date, created timestamptz, age int, score float8, email text, label text)",
        "CREATE TABLE posts(id bigint, content text, length int, created timestamptz)",
        "CREATE TABLE knows(a bigint, b bigint, since date)",
        "CREATE TABLE likes(a bigint, b bigint)",
        "CREATE TABLE hascreator(a bigint, b bigint)",
    ];

    private static readonly string[] Indexes =
    [
        "ALTER TABLE persons ADD PRIMARY KEY (id)",
        "ALTER TABLE posts ADD PRIMARY KEY (id)",
        "CREATE INDEX ON knows(a) INCLUDE (b)",
        "CREATE INDEX ON knows(b) INCLUDE (a)",
        "CREATE INDEX ON likes(a)",
        "CREATE INDEX ON likes(b)",
        "VACUUM ANALYZE",
    ];

    private readonly PostgresTarget _server;
    private readonly PostgresClient _client;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private PostgresReads(PostgresTarget server, GraphFiles files)
    {
        _server = server;
        _client = server.ConnectClient();
        _client.Do("SET jit = off", "SET work_mem = '256MB'");
        _client.Do(Tables);
        foreach (string table in (string[])["persons", "posts", "knows", "likes", "hascreator"])
        {
            string file = Path.Join(files.Folder, table + ".csv");
            _client.Do($"COPY {table} FROM '{file}' (FORMAT csv, HEADER)");
        }
        _client.Do(Indexes);
    }

    public string Name => _server.Name;

    /// <summary>Starts a server with a graph; null when PostgreSQL is not installed.</summary>
    public static PostgresReads? TryStart(GraphFiles files) =>
        PostgresTarget.TryStart() is { } server ? new PostgresReads(server, files) : null;

    public ReadTimes Run(ReadCase what, IReadOnlyList<long[]> parameters, TimeSpan limit)
    {
        string sql = what.Postgres ?? what.Duck;
        if (!_names.TryGetValue(sql, out string? name))
        {
            name = FormattableString.Invariant($"q{_names.Count}");
            _client.Prepare(name, sql);
            _names.Add(sql, name);
        }
        var times = new ReadTimes([], []);
        var watch = Stopwatch.StartNew();
        foreach (long[] values in parameters)
        {
            long started = Stopwatch.GetTimestamp();
            _client.Ask(name, values);
            times.Microseconds.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            times.Checks.Add(_client.RowCount + _client.LastColumnSum);
            if (watch.Elapsed > limit)
            {
                break;
            }
        }
        return times;
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
