namespace Quiver.Storage.Schema;

/// <summary>What became of a change of the schema.</summary>
public enum SchemaOutcome
{
    /// <summary>It is done and durable.</summary>
    Done,

    /// <summary>An index of the same name and meaning exists.</summary>
    EquivalentIndexExists,

    /// <summary>A constraint of the same name and meaning exists.</summary>
    EquivalentConstraintExists,

    /// <summary>An index of another name indexes the same.</summary>
    IndexExists,

    /// <summary>A constraint of another name demands the same, or something that excludes it.</summary>
    ConstraintExists,

    /// <summary>A constraint is wanted whose index exists without it.</summary>
    IndexBlocksConstraint,

    /// <summary>An index is wanted that a constraint owns already.</summary>
    ConstraintOwnsIndex,

    /// <summary>Another index has the name.</summary>
    IndexNameTaken,

    /// <summary>Another constraint has the name.</summary>
    ConstraintNameTaken,

    /// <summary>There is no index of that name.</summary>
    IndexNotFound,

    /// <summary>There is no constraint of that name.</summary>
    ConstraintNotFound,

    /// <summary>The index belongs to a constraint, which is to be dropped instead.</summary>
    IndexBelongsToConstraint,
}
