namespace Quiver.Cli.Commands.Import;

/// <summary>What a command of a schema file does.</summary>
internal enum SchemaCommandKind
{
    /// <summary>Creates an index.</summary>
    CreateIndex,

    /// <summary>Creates a constraint.</summary>
    CreateConstraint,

    /// <summary>Drops an index or a constraint.</summary>
    Drop,

    /// <summary>Something that does not belong into a schema file.</summary>
    Other,
}
