namespace Quiver.Cypher.Planning;

/// <summary>What the client wants of a query.</summary>
public enum PlanMode
{
    /// <summary>Its rows.</summary>
    Run,

    /// <summary>Its plan, without running it.</summary>
    Explain,

    /// <summary>Its rows, and its plan with what each operator did.</summary>
    Profile,
}
