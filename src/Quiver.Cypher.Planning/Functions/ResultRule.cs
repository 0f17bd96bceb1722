namespace Quiver.Cypher.Planning.Functions;

/// <summary>How a function's result type follows from its arguments.</summary>
public enum ResultRule
{
    /// <summary>It does not: it is the signature's.</summary>
    Fixed,

    /// <summary>It is the first argument's, as far as the signature's allows.</summary>
    FirstArgument,

    /// <summary>It is that of the first argument's elements.</summary>
    ElementOfFirstArgument,

    /// <summary>It is a list of the first argument's type.</summary>
    ListOfFirstArgument,

    /// <summary>It is any of the arguments'.</summary>
    AnyArgument,
}
