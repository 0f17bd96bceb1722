namespace Quiver.Fuzz.Generation;

/// <summary>The variables that a place in a query sees.</summary>
internal sealed class Scope
{
    private readonly List<(string Name, Kind Kind)> _variables;

    public Scope() => _variables = [];

    public Scope(IEnumerable<(string Name, Kind Kind)> variables) => _variables = [.. variables];

    public IReadOnlyList<(string Name, Kind Kind)> All => _variables;

    public Scope Copy() => new(_variables);

    public void Add(string name, Kind kind) => _variables.Add((name, kind));

    /// <summary>Replaces all variables.</summary>
    public void Become(IEnumerable<(string Name, Kind Kind)> variables)
    {
        (string Name, Kind Kind)[] all = [.. variables];
        _variables.Clear();
        _variables.AddRange(all);
    }

    public IReadOnlyList<string> Of(Kind kind) =>
        [.. _variables.Where(v => v.Kind == kind).Select(v => v.Name)];

    public Scope With(string name, Kind kind) => new(_variables.Append((name, kind)));
}
