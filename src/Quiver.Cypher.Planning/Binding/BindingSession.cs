using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Procedures;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>What the binders of one statement share: its text, what is known of the database, and what they find on the way.</summary>
internal sealed class BindingSession
{
    private readonly List<string> _parameters = [];

    private readonly HashSet<string> _knownParameters = new(StringComparer.Ordinal);

    private readonly VariableFactory _variables;

    public BindingSession(
        Tree.Statement statement,
        IPlanningCatalog catalog,
        VariableFactory variables
    )
    {
        Text = statement.Text;
        Version = statement.Version;
        Errors = new BindingErrors(statement.Text);
        Warnings = new BindingWarnings(catalog);
        _variables = variables;
        Expressions = new ExpressionBinder(this);
        Patterns = new PatternBinder(this);
        Projections = new ProjectionBinder(this);
        Shows = new ShowBinder(this);
        Commands = new CommandBinder(this);
        Queries = new QueryBinder(this);
        Updates = new UpdateBinder(this);
        Calls = new CallBinder(this);
        SubqueryCalls = new SubqueryCallBinder(this);
        Procedures = catalog.Procedures;
        KeysOfVectorIndex = catalog.KeysOfVectorIndex;
    }

    /// <summary>The statement's whole text.</summary>
    public string Text { get; }

    /// <summary>The version of the language that it asks for.</summary>
    public Tree.LanguageVersion Version { get; }

    /// <summary>Whether the statement is in Cypher 25, not in Cypher 5.</summary>
    public bool IsCypher25 => Version == Tree.LanguageVersion.Cypher25;

    /// <summary>Makes the errors.</summary>
    public BindingErrors Errors { get; }

    /// <summary>Collects the notifications.</summary>
    public BindingWarnings Warnings { get; }

    /// <summary>Binds expressions.</summary>
    public ExpressionBinder Expressions { get; }

    /// <summary>Binds patterns.</summary>
    public PatternBinder Patterns { get; }

    /// <summary>Binds WITH and RETURN.</summary>
    public ProjectionBinder Projections { get; }

    /// <summary>Binds SHOW.</summary>
    public ShowBinder Shows { get; }

    /// <summary>Binds commands.</summary>
    public CommandBinder Commands { get; }

    /// <summary>Binds SET, REMOVE, DELETE and FOREACH.</summary>
    public UpdateBinder Updates { get; }

    /// <summary>Binds calls of procedures.</summary>
    public CallBinder Calls { get; }

    /// <summary>Binds calls of subqueries.</summary>
    public SubqueryCallBinder SubqueryCalls { get; }

    /// <summary>The procedures that may be called.</summary>
    public ProcedureCatalog Procedures { get; }

    /// <summary>The keys that conditions inside a search of a vector index may be about; null when there is no such index.</summary>
    public Func<string, IReadOnlyList<string>?> KeysOfVectorIndex { get; }

    /// <summary>Binds queries.</summary>
    public QueryBinder Queries { get; }

    /// <summary>The parameters used so far, in order of first use.</summary>
    public IReadOnlyList<string> Parameters => _parameters;

    /// <summary>Notes the use of a parameter.</summary>
    public void UseParameter(string name)
    {
        if (_knownParameters.Add(name))
        {
            _parameters.Add(name);
        }
    }

    /// <summary>Makes a variable that the query names.</summary>
    public Variable NewVariable(string name, CypherType type) => _variables.Named(name, type);

    /// <summary>Makes a variable that the query does not name.</summary>
    public Variable NewAnonymous(CypherType type) => _variables.Anonymous(type);
}
