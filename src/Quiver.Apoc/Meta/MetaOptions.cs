using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Meta;

/// <summary>What of the graph is looked at.</summary>
internal sealed class MetaOptions
{
    private const int DefaultSample = 1000;
    private const int DefaultMaxRelationships = 100;

    private static readonly string[] s_known =
    [
        "sample",
        "maxRels",
        "includeLabels",
        "excludeLabels",
        "includeRels",
        "excludeRels",
    ];

    private readonly IReadOnlyList<string> _includedLabels;
    private readonly IReadOnlyList<string> _excludedLabels;
    private readonly IReadOnlyList<string> _includedTypes;
    private readonly IReadOnlyList<string> _excludedTypes;

    /// <summary>Reads a call's options.</summary>
    public MetaOptions(string procedure, ProcedureInvocation call, Value config)
    {
        var options = new ProcedureConfig(procedure, call, config, s_known);
        Sample = options.Count("sample", DefaultSample, least: -1);
        MaxRelationships = options.Count("maxRels", DefaultMaxRelationships);
        _includedLabels = options.Texts("includeLabels");
        _excludedLabels = options.Texts("excludeLabels");
        _includedTypes = options.Texts("includeRels");
        _excludedTypes = options.Texts("excludeRels");
    }

    /// <summary>About so many nodes of each label are looked at; all of them where it is not above 0.</summary>
    public int Sample { get; }

    /// <summary>At most so many relationships of a node are looked at in each direction.</summary>
    public int MaxRelationships { get; }

    /// <summary>Whether nodes of a label are looked at.</summary>
    public bool TakesLabel(string label) => Takes(label, _includedLabels, _excludedLabels);

    /// <summary>Whether relationships of a type are looked at.</summary>
    public bool TakesType(string type) => Takes(type, _includedTypes, _excludedTypes);

    private static bool Takes(
        string name,
        IReadOnlyList<string> included,
        IReadOnlyList<string> excluded
    ) =>
        (included.Count == 0 || included.Contains(name, StringComparer.Ordinal))
        && !excluded.Contains(name, StringComparer.Ordinal);
}
