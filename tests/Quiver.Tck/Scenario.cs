namespace Quiver.Tck;

/// <summary>A scenario of a feature file; of an outline one for each example.</summary>
/// <param name="Place">The file and the scenario's name.</param>
/// <param name="Steps">Its steps, those of the background first.</param>
internal sealed record Scenario(string Place, IReadOnlyList<Step> Steps);
