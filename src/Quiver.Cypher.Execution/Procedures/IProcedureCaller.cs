using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Whose query calls a procedure, and where it runs.</summary>
public interface IProcedureCaller
{
    /// <summary>The name of the query's database.</summary>
    string DatabaseName { get; }

    /// <summary>The user's name; empty for an anonymous client.</summary>
    string UserName { get; }

    /// <summary>The host and port by which the client reaches the server, given those that it names itself, if it does; null where nobody knows.</summary>
    Func<string?, string>? AddressFor { get; }

    /// <summary>What the client, or a query of the transaction, attached to it.</summary>
    MapValue TransactionMetadata { get; set; }
}
