using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Which types operators take, and what they give.</summary>
internal static class OperatorTypes
{
    /// <summary>What has properties, entries or components.</summary>
    public static readonly CypherType WithProperties = new(
        TypeKinds.Map
            | TypeKinds.Node
            | TypeKinds.Relationship
            | TypeKinds.Point
            | TypeKinds.Duration
            | TypeKinds.Instant
    );

    /// <summary>Nodes and relationships.</summary>
    public static readonly CypherType Entity = new(TypeKinds.Node | TypeKinds.Relationship);

    /// <summary>What square brackets may follow.</summary>
    public static readonly CypherType Indexable = new(
        TypeKinds.List | TypeKinds.Map | TypeKinds.Node | TypeKinds.Relationship
    );

    /// <summary>What may stand in square brackets.</summary>
    public static readonly CypherType IndexKey = new(TypeKinds.Integer | TypeKinds.String);

    private static readonly CypherType s_additive = new(
        TypeKinds.Number
            | TypeKinds.String
            | TypeKinds.List
            | TypeKinds.Duration
            | TypeKinds.Instant
    );

    private static readonly CypherType s_subtractive = new(
        TypeKinds.Number | TypeKinds.Duration | TypeKinds.Instant
    );

    private static readonly CypherType s_scalable = new(TypeKinds.Number | TypeKinds.Duration);

    private static readonly CypherType s_joinable = new(TypeKinds.String | TypeKinds.List);

    private static readonly CypherType s_printable = new(
        TypeKinds.Any & ~(TypeKinds.Map | TypeKinds.Node | TypeKinds.Relationship | TypeKinds.Path)
    );

    private static readonly CypherType s_besideNumber = new(
        TypeKinds.Number | TypeKinds.String | TypeKinds.List
    );

    private static readonly CypherType s_besideDuration = new(
        TypeKinds.Duration | TypeKinds.Instant | TypeKinds.List
    );

    private static readonly CypherType s_durationOrList = new(TypeKinds.Duration | TypeKinds.List);

    /// <summary>What may stand on the left of an arithmetic operator.</summary>
    /// <param name="operator">The operator.</param>
    /// <param name="right">What stands on the right.</param>
    public static CypherType Left(ArithmeticOperator @operator, CypherType right) =>
        @operator switch
        {
            ArithmeticOperator.Add => right.MayBe(CypherType.AnyList) ? CypherType.Any : s_additive,
            ArithmeticOperator.Subtract => s_subtractive,
            ArithmeticOperator.Multiply or ArithmeticOperator.Divide => s_scalable,
            ArithmeticOperator.Concatenate => s_joinable,
            _ => CypherType.Number,
        };

    /// <summary>What may stand on the right of an arithmetic operator.</summary>
    /// <param name="operator">The operator.</param>
    /// <param name="left">What stands on the left.</param>
    public static CypherType Right(ArithmeticOperator @operator, CypherType left) =>
        @operator switch
        {
            ArithmeticOperator.Add => RightOfPlus(left),
            ArithmeticOperator.Subtract => RightOfMinus(left),
            ArithmeticOperator.Multiply => left.IsOnly(TypeKinds.Duration)
                ? CypherType.Number
                : s_scalable,
            ArithmeticOperator.Concatenate => RightOfBars(left),
            _ => CypherType.Number,
        };

    /// <summary>What an arithmetic operator gives.</summary>
    public static CypherType Result(
        ArithmeticOperator @operator,
        CypherType left,
        CypherType right
    ) =>
        @operator switch
        {
            ArithmeticOperator.Power => CypherType.Float,
            ArithmeticOperator.Add => Sum(left, right),
            ArithmeticOperator.Concatenate => Joined(left, right),
            ArithmeticOperator.Modulo => Numeric(left, right) ?? CypherType.Number,
            _ => Numeric(left, right) ?? CypherType.Any,
        };

    private static CypherType RightOfPlus(CypherType left)
    {
        if (left.MayBe(CypherType.AnyList))
        {
            return CypherType.Any;
        }
        return left switch
        {
            _ when left.IsOnly(TypeKinds.Number) => s_besideNumber,
            _ when left.IsOnly(TypeKinds.String) => s_printable,
            _ when left.IsOnly(TypeKinds.Duration) => s_besideDuration,
            _ when left.IsOnly(TypeKinds.Instant) => s_durationOrList,
            _ when left.IsOnly(TypeKinds.Any & ~s_additive.Kinds) => CypherType.AnyList,
            _ => CypherType.Any,
        };
    }

    private static CypherType RightOfMinus(CypherType left) =>
        left switch
        {
            _ when left.IsOnly(TypeKinds.Number) => CypherType.Number,
            _ when left.IsOnly(TypeKinds.Duration | TypeKinds.Instant) => CypherType.Duration,
            _ => s_scalable,
        };

    private static CypherType RightOfBars(CypherType left) =>
        left switch
        {
            _ when left.IsOnly(TypeKinds.String) => CypherType.String,
            _ when left.IsOnly(TypeKinds.List) => CypherType.AnyList,
            _ => s_joinable,
        };

    private static CypherType Sum(CypherType left, CypherType right)
    {
        if (left.IsList || right.IsList)
        {
            return CypherType.AnyList;
        }
        bool mayBeList = left.MayBe(CypherType.AnyList) || right.MayBe(CypherType.AnyList);
        bool hasString = left.IsOnly(TypeKinds.String) || right.IsOnly(TypeKinds.String);
        return Numeric(left, right)
            ?? (hasString && !mayBeList ? CypherType.String : CypherType.Any);
    }

    private static CypherType Joined(CypherType left, CypherType right)
    {
        if (left.IsOnly(TypeKinds.String) || right.IsOnly(TypeKinds.String))
        {
            return CypherType.String;
        }
        return left.IsList || right.IsList ? CypherType.AnyList : s_joinable;
    }

    private static CypherType? Numeric(CypherType left, CypherType right)
    {
        if (!left.IsOnly(TypeKinds.Number) || !right.IsOnly(TypeKinds.Number))
        {
            return null;
        }
        if (left.IsOnly(TypeKinds.Integer) && right.IsOnly(TypeKinds.Integer))
        {
            return CypherType.Integer;
        }
        bool hasFloat = left.IsOnly(TypeKinds.Float) || right.IsOnly(TypeKinds.Float);
        return hasFloat ? CypherType.Float : CypherType.Number;
    }
}
