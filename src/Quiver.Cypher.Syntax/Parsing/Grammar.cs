namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>
/// The parsers of one query, one for each part of the language, over one reader. They call each other through this
/// object: expressions hold patterns and subqueries, which hold expressions.
/// </summary>
internal sealed class Grammar
{
    /// <summary>Makes the parsers.</summary>
    public Grammar(TokenReader reader)
    {
        Reader = reader;
        Labels = new LabelParser(this);
        Types = new DeclaredTypeParser(this);
        Expressions = new ExpressionParser(this);
        Atoms = new AtomParser(this);
        Calls = new CallParser(this);
        Cases = new CaseParser(this);
        Collections = new CollectionParser(this);
        Patterns = new PatternParser(this);
        Projections = new ProjectionParser(this);
        Clauses = new ClauseParser(this);
        Updates = new UpdateParser(this);
        CallClauses = new CallClauseParser(this);
        Queries = new QueryParser(this);
    }

    /// <summary>The tokens.</summary>
    public TokenReader Reader { get; }

    /// <summary>Label and type expressions.</summary>
    public LabelParser Labels { get; }

    /// <summary>The types of type predicates.</summary>
    public DeclaredTypeParser Types { get; }

    /// <summary>Operators.</summary>
    public ExpressionParser Expressions { get; }

    /// <summary>What operators stand between.</summary>
    public AtomParser Atoms { get; }

    /// <summary>Whatever looks like a function call.</summary>
    public CallParser Calls { get; }

    /// <summary>CASE.</summary>
    public CaseParser Cases { get; }

    /// <summary>Lists, maps, comprehensions and projections of maps.</summary>
    public CollectionParser Collections { get; }

    /// <summary>Graph patterns.</summary>
    public PatternParser Patterns { get; }

    /// <summary>What WITH and RETURN share.</summary>
    public ProjectionParser Projections { get; }

    /// <summary>Clauses.</summary>
    public ClauseParser Clauses { get; }

    /// <summary>Clauses that change the graph.</summary>
    public UpdateParser Updates { get; }

    /// <summary>CALL.</summary>
    public CallClauseParser CallClauses { get; }

    /// <summary>Runs of clauses and unions.</summary>
    public QueryParser Queries { get; }
}
