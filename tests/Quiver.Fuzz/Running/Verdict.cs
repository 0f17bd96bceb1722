namespace Quiver.Fuzz.Running;

/// <summary>What a comparison came to.</summary>
internal enum Verdict
{
    /// <summary>Engine and reference agree.</summary>
    Same,

    /// <summary>Both fail.</summary>
    BothFail,

    /// <summary>Only the reference fails: the engine did not come to the expression that fails.</summary>
    OnlyReferenceFails,

    /// <summary>The engine refuses the query for its types before it runs.</summary>
    Refused,

    /// <summary>The answer depends on an order that the language leaves open.</summary>
    Open,

    /// <summary>The reference takes too long or does not know something.</summary>
    Undecided,

    /// <summary>They differ.</summary>
    Different,
}
