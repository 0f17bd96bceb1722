using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>The names that expressions at some place of a query may use.</summary>
/// <param name="outer">The scope around, whose names are visible unless hidden; null for none.</param>
/// <param name="aggregates">Whether aggregates may stand here.</param>
internal sealed class Scope(Scope? outer, AggregateUse aggregates = AggregateUse.NotHere)
{
    private readonly Dictionary<string, Variable> _names = new(StringComparer.Ordinal);

    private readonly List<Variable> _variables = [];

    /// <summary>The scope around, whose names are visible unless hidden.</summary>
    public Scope? Outer { get; } = outer;

    /// <summary>Whether aggregates may stand here.</summary>
    public AggregateUse Aggregates { get; } = aggregates;

    /// <summary>Where variables found in the scopes around are noted; null when nobody asks.</summary>
    public HashSet<Variable>? Imports { get; init; }

    /// <summary>Where variables found in the scopes around are noted for groupings that lie behind: their rows do not have them.</summary>
    public ImmutableArray<HashSet<Variable>> KeptAcross { get; init; } = [];

    /// <summary>Names that mean something else around the subquery whose scope this is, with those of them that it has declared; null where that is no matter.</summary>
    public ShadowedNames? Shadowed
    {
        get => field ?? Outer?.Shadowed;
        init;
    }

    /// <summary>The columns of the last LOAD CSV in this scope; null when there is none.</summary>
    public CsvColumns? Csv { get; set; }

    /// <summary>The variables declared in this scope itself, in order.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    /// <summary>All names that can be used here.</summary>
    public IEnumerable<string> VisibleNames =>
        Outer is null ? _names.Keys : _names.Keys.Concat(Outer.VisibleNames);

    /// <summary>Makes a variable visible under its name; hides an outer one.</summary>
    public void Declare(Variable variable)
    {
        Shadowed?.Note(variable);
        _names[variable.Name] = variable;
        _variables.Add(variable);
    }

    /// <summary>Finds the variable that a name means here.</summary>
    public bool TryFind(string name, [MaybeNullWhen(false)] out Variable variable)
    {
        if (_names.TryGetValue(name, out variable))
        {
            return true;
        }
        if (Outer is null || !Outer.TryFind(name, out variable))
        {
            return false;
        }
        Note(variable);
        return true;
    }

    /// <summary>The columns of the nearest LOAD CSV whose rows these are; null when there is none.</summary>
    public CsvColumns? FindCsv()
    {
        if (Csv is not null || Outer?.FindCsv() is not { } columns)
        {
            return Csv;
        }
        Note(columns.File);
        Note(columns.Line);
        return columns;
    }

    private void Note(Variable variable)
    {
        Imports?.Add(variable);
        foreach (var kept in KeptAcross)
        {
            kept.Add(variable);
        }
    }

    /// <summary>The same names seen from a place with other rules for aggregates.</summary>
    public Scope With(AggregateUse use) => new(this, use);

    /// <summary>A scope inside, for an expression that runs over a list.</summary>
    public Scope ForListExpression() =>
        new(
            this,
            Aggregates == AggregateUse.NotHere ? Aggregates : AggregateUse.InsideListExpression
        );
}
