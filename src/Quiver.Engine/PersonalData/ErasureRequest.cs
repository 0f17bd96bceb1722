namespace Quiver.Engine.PersonalData;

/// <summary>Whose data is to be erased, and how.</summary>
/// <param name="Subject">Whose.</param>
public sealed record ErasureRequest(SubjectId Subject)
{
    /// <summary>Whether nodes and relationships stay and lose their properties.</summary>
    public bool Anonymizes { get; init; }

    /// <summary>Properties that stay when only they are lost.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>Whether it is only counted.</summary>
    public bool IsDryRun { get; init; }
}
