namespace Quiver.Fuzz.Generation;

/// <summary>The variables that a place in a query sees.</summary>
/// <remarks>Constants are those of the query around a subquery: no projection hands them on, and they are always there.</remarks>
internal sealed class Scope
{
    private readonly List<(string Name, Kind Kind)> _constants;
    private readonly List<(string Name, Kind Kind)> _variables;

    public Scope()
        : this([]) { }

    public Scope(IEnumerable<(string Name, Kind Kind)> variables)
        : this([], variables) { }

    private Scope(
        IEnumerable<(string Name, Kind Kind)> constants,
        IEnumerable<(string Name, Kind Kind)> variables
    )
    {
        _constants = [.. constants];
        _variables = [.. variables];
    }

    /// <summary>Constants and variables.</summary>
    public IReadOnlyList<(string Name, Kind Kind)> All => [.. _constants, .. _variables];

    /// <summary>What a projection can hand on.</summary>
    public IReadOnlyList<(string Name, Kind Kind)> Variables => _variables;

    public Scope Copy() => new(_constants, _variables);

    /// <summary>The scope of a subquery that sees these constants.</summary>
    public static Scope Inside(IEnumerable<(string Name, Kind Kind)> constants) =>
        new(constants, []);

    public void Add(string name, Kind kind)
    {
        if (!Has(name))
        {
            _variables.Add((name, kind));
        }
    }

    /// <summary>Replaces all variables.</summary>
    public void Become(IEnumerable<(string Name, Kind Kind)> variables)
    {
        (string Name, Kind Kind)[] all = [.. variables];
        _variables.Clear();
        _variables.AddRange(all);
    }

    public bool Has(string name) => All.Any(v => v.Name == name);

    public IReadOnlyList<string> Of(Kind kind) =>
        [.. All.Where(v => v.Kind == kind).Select(v => v.Name)];

    /// <summary>What has properties: nodes, relationships and records.</summary>
    public IReadOnlyList<string> Holders =>
        [.. Of(Kind.Node), .. Of(Kind.Relationship), .. Of(Kind.Record)];

    public Scope With(string name, Kind kind) => new(_constants, _variables.Append((name, kind)));
}
