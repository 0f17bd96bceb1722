using System.Globalization;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Engine.Security;
using Quiver.Model.Values;

namespace Quiver.Engine.Sessions;

/// <summary>A transaction that runs now, as those see it who watch over the engine.</summary>
/// <param name="Id">Its number in this engine.</param>
/// <param name="DatabaseName">Its database.</param>
/// <param name="Principal">Whose it is.</param>
/// <param name="Started">When it began, UTC.</param>
/// <param name="Metadata">What the client attached when it began.</param>
/// <param name="Interruption">Stops it.</param>
internal sealed record RunningTransaction(
    long Id,
    string DatabaseName,
    Principal Principal,
    DateTimeOffset Started,
    MapValue Metadata,
    Interruption Interruption
) : IProcedureCaller
{
    private volatile string _query = "";
    private volatile string _databaseName = DatabaseName;
    private volatile MapValue _metadata = Metadata;

    /// <summary>Its database; another once the first statement has named one.</summary>
    public string DatabaseName
    {
        get => _databaseName;
        set => _databaseName = value;
    }

    /// <summary>The name by which it is asked for.</summary>
    public string Name =>
        string.Create(CultureInfo.InvariantCulture, $"{_databaseName}-transaction-{Id}");

    /// <inheritdoc/>
    public string UserName => Principal.Name;

    /// <inheritdoc/>
    public Func<string?, string>? AddressFor { get; set; }

    /// <summary>The connection by which its client came; null where there is none that lasts.</summary>
    public ClientConnection? Connection { get; set; }

    /// <inheritdoc/>
    public MapValue TransactionMetadata
    {
        get => _metadata;
        set => _metadata = value;
    }

    /// <summary>The text of the query begun last; empty before the first.</summary>
    public string Query
    {
        get => _query;
        set => _query = value;
    }
}
