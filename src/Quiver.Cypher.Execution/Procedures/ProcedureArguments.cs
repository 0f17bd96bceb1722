using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Makes a procedure's arguments of the values that a call has.</summary>
public static class ProcedureArguments
{
    /// <summary>
    /// A value as a parameter takes it: null always, a whole number also where a floating-point one is asked for, and a floating-point one without a fraction where a whole
    /// number is: JavaScript has one kind of numbers, which drivers send so.
    /// </summary>
    /// <exception cref="Model.Status.CypherException"><c>Procedure.TypeError</c>.</exception>
    public static Value Convert(Value value, ProcedureSignature procedure, int index)
    {
        var parameter = procedure.Parameters[index];
        if (value.IsNull)
        {
            return value;
        }
        if (value.Kind == ValueKind.Integer && parameter.Type.Type == CypherType.Float)
        {
            return Value.Float(value.AsInteger());
        }
        if (parameter.Type.Type == CypherType.Integer && TryWhole(value, out long number))
        {
            return Value.Integer(number);
        }
        return parameter.Type.Type.Kinds.HasFlag(KindsOf(value.Kind))
            ? value
            : throw RuntimeErrors.ProcedureArgumentType(procedure, parameter, value);
    }

    /// <summary>A whole number, also one that is written as a floating-point number.</summary>
    public static bool TryWhole(Value value, out long number)
    {
        const double Exact = 1L << 53;
        bool isFloat =
            value.Kind == ValueKind.Float
            && Math.Abs(value.AsFloat()) < Exact
            && double.IsInteger(value.AsFloat());
        number =
            value.Kind == ValueKind.Integer ? value.AsInteger()
            : isFloat ? (long)value.AsFloat()
            : 0;
        return isFloat || value.Kind == ValueKind.Integer;
    }

    private static TypeKinds KindsOf(ValueKind kind) =>
        kind switch
        {
            ValueKind.Boolean => TypeKinds.Boolean,
            ValueKind.Integer => TypeKinds.Integer,
            ValueKind.Float => TypeKinds.Float,
            ValueKind.String => TypeKinds.String,
            ValueKind.List => TypeKinds.List,
            ValueKind.Map => TypeKinds.Map,
            ValueKind.Node => TypeKinds.Node,
            ValueKind.Relationship => TypeKinds.Relationship,
            ValueKind.Path => TypeKinds.Path,
            ValueKind.Date => TypeKinds.Date,
            ValueKind.LocalTime => TypeKinds.LocalTime,
            ValueKind.ZonedTime => TypeKinds.Time,
            ValueKind.LocalDateTime => TypeKinds.LocalDateTime,
            ValueKind.ZonedDateTime => TypeKinds.DateTime,
            ValueKind.Duration => TypeKinds.Duration,
            ValueKind.Point => TypeKinds.Point,
            _ => TypeKinds.Any,
        };
}
