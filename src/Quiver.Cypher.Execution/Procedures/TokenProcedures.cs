using Quiver.Cypher.Execution.Writing;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>The procedures that make a label, type or key known before anything has it. Each does so in a transaction of its own.</summary>
internal static class TokenProcedures
{
    /// <summary>db.createLabel.</summary>
    public static readonly Procedure CreateLabel = Make(
        "db.createLabel",
        "newLabel",
        "Create a label",
        static (transaction, name) => transaction.Label(name)
    );

    /// <summary>db.createRelationshipType.</summary>
    public static readonly Procedure CreateRelationshipType = Make(
        "db.createRelationshipType",
        "newRelationshipType",
        "Create a relationship type",
        static (transaction, name) => transaction.RelationshipType(name)
    );

    /// <summary>db.createProperty.</summary>
    public static readonly Procedure CreateProperty = Make(
        "db.createProperty",
        "newProperty",
        "Create a property key",
        static (transaction, name) => transaction.PropertyKey(name)
    );

    private static Procedure Make(
        string procedure,
        string parameter,
        string description,
        Action<WriteTransaction, string> create
    ) =>
        new(
            new ProcedureSignature(
                procedure,
                [new(parameter, ProcedureType.String, "The name.")],
                [],
                description
            )
            {
                Mode = ProcedureMode.Write,
                RunsTransactions = true,
            },
            call =>
            {
                var transactions =
                    call.Transactions ?? throw RuntimeErrors.ProcedureNeedsTransactions(procedure);
                string name = call.Arguments[0].IsNull ? "" : call.Arguments[0].AsString();
                using var transaction = transactions.Begin(out _);
                create(transaction, GraphWriter.Checked(name));
                transactions.Commit(transaction);
                return [];
            }
        );
}
