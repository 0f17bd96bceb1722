using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions;

/// <summary>One call of a scalar function: its arguments, and the checks that their types need.</summary>
internal readonly ref struct FunctionCall(
    string function,
    ReadOnlySpan<Value> arguments,
    QueryContext context
)
{
    private readonly ReadOnlySpan<Value> _arguments = arguments;

    /// <summary>The function's name as documented, for messages.</summary>
    public string Function { get; } = function;

    /// <summary>The query that calls.</summary>
    public QueryContext Context { get; } = context;

    /// <summary>The number of arguments given.</summary>
    public int Count => _arguments.Length;

    /// <summary>An argument.</summary>
    public Value this[int index] => _arguments[index];

    /// <summary>An argument that must be an integer.</summary>
    public long Integer(int index) =>
        _arguments[index].Kind == ValueKind.Integer
            ? _arguments[index].AsInteger()
            : throw Unexpected(index, "an INTEGER");

    /// <summary>An argument that must be an integer or a float, as a double.</summary>
    public double Number(int index) =>
        _arguments[index].IsNumber
            ? _arguments[index].AsNumber()
            : throw Unexpected(index, "an INTEGER or FLOAT");

    /// <summary>The UTF-8 bytes of an argument that must be text.</summary>
    public ReadOnlySpan<byte> Utf8(int index) =>
        _arguments[index].Kind == ValueKind.String
            ? _arguments[index].AsUtf8()
            : throw Unexpected(index, "a STRING");

    /// <summary>An argument that must be text, decoded.</summary>
    public string Text(int index) =>
        _arguments[index].Kind == ValueKind.String
            ? _arguments[index].AsString()
            : throw Unexpected(index, "a STRING");

    /// <summary>An argument that must be a list.</summary>
    public ListValue List(int index) =>
        _arguments[index].Kind == ValueKind.List
            ? _arguments[index].AsList()
            : throw Unexpected(index, "a LIST");

    /// <summary>An argument that must be a map.</summary>
    public MapValue Map(int index) =>
        _arguments[index].Kind == ValueKind.Map
            ? _arguments[index].AsMap()
            : throw Unexpected(index, "a MAP");

    /// <summary>An argument that must be true or false.</summary>
    public bool Boolean(int index) =>
        _arguments[index].Kind == ValueKind.Boolean
            ? _arguments[index].AsBoolean()
            : throw Unexpected(index, "a BOOLEAN");

    /// <summary>Whether there is an argument, and it is not null.</summary>
    public bool Has(int index) => index < _arguments.Length && !_arguments[index].IsNull;

    /// <summary>The error for an argument of a type that the function does not take.</summary>
    public Exception Unexpected(int index, string expected) =>
        RuntimeErrors.UnexpectedArgument(Function, expected, _arguments[index]);
}
