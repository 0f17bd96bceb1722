namespace Quiver.Import;

/// <summary>The steps of an import, in order.</summary>
public enum ImportPhase
{
    /// <summary>Headers and options are checked; nothing is written.</summary>
    Plan,

    /// <summary>Node files are read; node segments and the id map are built.</summary>
    Nodes,

    /// <summary>Relationship files are read and both ends looked up.</summary>
    Relationships,

    /// <summary>Relationships are sorted and written as adjacency and columns.</summary>
    Linking,

    /// <summary>Constraints are checked and indexes built, where a schema is asked for.</summary>
    Indexes,

    /// <summary>Everything is made durable and becomes the database.</summary>
    Publish,

    /// <summary>What an incremental import has built becomes a commit of the database.</summary>
    Merge,
}
