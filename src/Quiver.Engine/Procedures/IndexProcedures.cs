using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Procedures;

/// <summary>The procedures that wait until indexes are built. They hold their thread meanwhile: tools call them now and then, alone.</summary>
internal static class IndexProcedures
{
    private const long DefaultSeconds = 300;

    // A build reports to nobody: it is looked at.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    private static readonly ProcedureParameter s_timeout = new(
        "timeOutSeconds",
        ProcedureType.Integer,
        "How long to wait.",
        Value.Integer(DefaultSeconds)
    );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ServerProcedure> All { get; } =
    [
        new(
            new ProcedureSignature(
                "db.awaitIndex",
                [new("indexName", ProcedureType.String, "The index's name."), s_timeout],
                [],
                "Wait for an index to come online."
            ),
            static (services, call) =>
            {
                string name = call.Arguments[0].IsNull ? "" : call.Arguments[0].AsString();
                Await(services, call, name, call.Arguments[1]);
                return [];
            }
        ),
        new(
            new ProcedureSignature(
                "db.awaitIndexes",
                [s_timeout],
                [],
                "Wait for all indexes to come online."
            ),
            static (services, call) =>
            {
                Await(services, call, name: null, call.Arguments[0]);
                return [];
            }
        ),
        new(
            new ProcedureSignature(
                "db.resampleIndex",
                [new("indexName", ProcedureType.String, "The index's name.")],
                [],
                "Schedule resampling of an index. What is known of indexes is always up to date here: it does nothing."
            ),
            static (services, call) =>
            {
                string name = call.Arguments[0].IsNull ? "" : call.Arguments[0].AsString();
                _ = IsAnyPopulating(call.Snapshot.Schema, name);
                return [];
            }
        ),
        new(
            new ProcedureSignature(
                "db.resampleOutdatedIndexes",
                [],
                [],
                "Schedule resampling of all outdated indexes. What is known of indexes is always up to date here: it does nothing."
            ),
            static (_, _) => []
        ),
        new(
            new ProcedureSignature(
                "db.prepareForReplanning",
                [s_timeout],
                [],
                "Forget the plans of queries, and wait for indexes, so that queries are planned anew."
            ),
            static (services, call) =>
            {
                Await(services, call, name: null, call.Arguments[0]);
                services.Planner.Clear();
                return [];
            }
        ),
    ];

    private static void Await(
        EngineServices services,
        ProcedureInvocation call,
        string? name,
        Value timeout
    )
    {
        long seconds = timeout.IsNull ? DefaultSeconds : Math.Max(0, timeout.AsInteger());
        var clock = services.Options.Clock;
        long start = clock.MonotonicNanoseconds;
        while (true)
        {
            // The statement's snapshot never changes.
            using var snapshot =
                services.Databases.FindOpen(call.Caller?.DatabaseName ?? "")?.OpenSnapshot()
                ?? throw EngineErrors.Terminated();
            if (!IsAnyPopulating(snapshot.Schema, name))
            {
                return;
            }
            if ((clock.MonotonicNanoseconds - start) / 1_000_000_000 >= seconds)
            {
                throw EngineErrors.IndexesNotOnline(name, seconds);
            }
            if (call.Cancellation.WaitHandle.WaitOne(LookInterval))
            {
                call.Cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Whether an index of that name, or of any, is being built.</summary>
    private static bool IsAnyPopulating(SchemaView schema, string? name)
    {
        bool isKnown = name is null;
        foreach (var index in schema.Indexes)
        {
            if (name is not null && !string.Equals(index.Name, name, StringComparison.Ordinal))
            {
                continue;
            }
            isKnown = true;
            var status = schema.StatusOf(index);
            if (status.State == IndexState.Failed)
            {
                throw EngineErrors.IndexFailed(index.Name, status.FailureMessage);
            }
            if (status.State == IndexState.Populating)
            {
                return true;
            }
        }
        if (!isKnown)
        {
            throw EngineErrors.NoSuchIndex(name!);
        }
        return false;
    }
}
