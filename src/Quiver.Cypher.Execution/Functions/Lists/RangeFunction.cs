using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Lists;

/// <summary>range: whole numbers from the first to the last, both included.</summary>
internal static class RangeFunction
{
    private const long MaxElements = 100_000_000;

    /// <summary>Adds the function to the table.</summary>
    public static void Register(FunctionTable table) => table.Add("range", Range);

    private static Value Range(in FunctionCall call)
    {
        long start = Bound(call, 0);
        long end = Bound(call, 1);
        long step = call.Count > 2 ? Bound(call, 2) : 1;
        if (step == 0)
        {
            throw RuntimeErrors.InvalidArgument("The step of range() can't be zero.");
        }
        if (step > 0 ? start > end : start < end)
        {
            return Value.List(ListValue.Empty);
        }
        var distance = (Int128)end - start;
        var count = distance / step + 1;
        if (count > MaxElements)
        {
            throw RuntimeErrors.InvalidArgument(
                $"range({start}, {end}, {step}) would have {count} elements; at most {MaxElements} are allowed."
            );
        }
        call.Context.Memory.EnsureAvailable((long)count * ValueMemory.StructBytes);
        var elements = new Value[(int)count];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Value.Integer(start + i * step);
        }
        return Value.List(elements);
    }

    private static long Bound(in FunctionCall call, int index) =>
        call[index].Kind == ValueKind.Integer
            ? call[index].AsInteger()
            : throw RuntimeErrors.WrongArgument(call.Function, "an INTEGER", call[index]);
}
