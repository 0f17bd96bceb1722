using System.Text.RegularExpressions;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Refactor;

/// <summary>How nodes are merged.</summary>
internal sealed class MergeOptions
{
    private const string Properties = "properties";

    private static readonly string[] s_known =
    [
        Properties,
        "mergeRels",
        "produceSelfRel",
        "singleElementAsArray",
    ];

    private readonly List<(Regex Key, PropertyMode Mode)> _byKey = [];
    private readonly PropertyMode? _mode;

    /// <summary>Of a call's configuration.</summary>
    /// <exception cref="Model.Status.CypherException">An option is wrong.</exception>
    public MergeOptions(string procedure, ProcedureInvocation call, Value options)
    {
        var config = new ProcedureConfig(procedure, call, options, s_known);
        MergesRelationships = config.Boolean("mergeRels", fallback: false);
        MakesLoops = config.Boolean("produceSelfRel", fallback: true);
        KeepsSingleLists = config.Boolean("singleElementAsArray", fallback: false);
        var properties = config.Values(Properties);
        if (properties.Length == 1 && properties[0].Kind == ValueKind.Map)
        {
            foreach (ref readonly var entry in properties[0].AsMap().AsSpan())
            {
                _byKey.Add((KeyOf(entry.Key), ModeOf(entry.Value)));
            }
        }
        else if (properties.Length > 0)
        {
            _mode = ModeOf(properties[0]);
        }
    }

    /// <summary>Whether relationships of the same type and between the same nodes become one.</summary>
    public bool MergesRelationships { get; }

    /// <summary>Whether relationships between merged nodes become loops; otherwise they go.</summary>
    public bool MakesLoops { get; }

    /// <summary>Whether combined lists that have one element stay lists.</summary>
    public bool KeepsSingleLists { get; }

    /// <summary>What becomes of a property of nodes.</summary>
    public PropertyMode OfNodes(string key)
    {
        foreach (var (pattern, mode) in _byKey)
        {
            if (pattern.IsMatch(key))
            {
                return mode;
            }
        }
        return _mode ?? PropertyMode.Overwrite;
    }

    /// <summary>What becomes of a property of relationships: a map is about nodes only.</summary>
    public PropertyMode OfRelationships(string key) => _mode ?? PropertyMode.Combine;

    private static PropertyMode ModeOf(in Value value) =>
        (value.Kind == ValueKind.String ? value.AsString() : "").ToUpperInvariant() switch
        {
            "OVERWRITE" or "OVERRIDE" => PropertyMode.Overwrite,
            "DISCARD" => PropertyMode.Discard,
            "COMBINE" => PropertyMode.Combine,
            _ => throw ApocErrors.WrongOption(
                Properties,
                "one of discard, overwrite, override and combine, or a map of those by key"
            ),
        };

    private static Regex KeyOf(string pattern)
    {
        try
        {
            return new Regex(
                $"^(?:{pattern})$",
                RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
            );
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw ApocErrors.WrongOption(Properties, "a map whose keys are regular expressions");
        }
    }
}
