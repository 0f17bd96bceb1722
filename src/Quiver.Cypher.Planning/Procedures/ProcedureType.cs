using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Procedures;

/// <summary>The type of a procedure's argument or column.</summary>
/// <param name="Name">The type in Cypher: <c>LIST&lt;STRING&gt;</c>.</param>
/// <param name="Type">What is known about its values.</param>
public sealed record ProcedureType(string Name, CypherType Type)
{
    /// <summary>Any value.</summary>
    public static readonly ProcedureType Any = new("ANY", CypherType.Any);

    /// <summary>True or false.</summary>
    public static readonly ProcedureType Boolean = new("BOOLEAN", CypherType.Boolean);

    /// <summary>Whole numbers.</summary>
    public static readonly ProcedureType Integer = new("INTEGER", CypherType.Integer);

    /// <summary>Floating-point numbers; a whole number becomes one.</summary>
    public static readonly ProcedureType Float = new("FLOAT", CypherType.Float);

    /// <summary>Numbers of both kinds.</summary>
    public static readonly ProcedureType Number = new("INTEGER | FLOAT", CypherType.Number);

    /// <summary>Text.</summary>
    public static readonly ProcedureType String = new("STRING", CypherType.String);

    /// <summary>Maps.</summary>
    public static readonly ProcedureType Map = new("MAP", CypherType.Map);

    /// <summary>Nodes.</summary>
    public static readonly ProcedureType Node = new("NODE", CypherType.Node);

    /// <summary>Relationships.</summary>
    public static readonly ProcedureType Relationship = new(
        "RELATIONSHIP",
        CypherType.Relationship
    );

    /// <summary>Paths.</summary>
    public static readonly ProcedureType Path = new("PATH", CypherType.Path);

    /// <summary>What an argument may be: a whole number fits where a floating-point one is asked for.</summary>
    public CypherType Accepted => Type == CypherType.Float ? CypherType.Number : Type;

    /// <summary>Lists of a type.</summary>
    public static ProcedureType ListOf(ProcedureType element) =>
        new($"LIST<{element.Name}>", CypherType.ListOf(element.Type));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
