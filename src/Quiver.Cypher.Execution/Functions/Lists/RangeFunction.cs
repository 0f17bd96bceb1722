using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Lists;

/// <summary>range: whole numbers from the first to the last, both included.</summary>
internal static class RangeFunction
{
    private const int ElementsPerCheck = 1 << 16;

    /// <summary>Adds the function to the table.</summary>
    public static void Register(FunctionTable table) => table.AddStreamed("range", Range, Streamed);

    // The numbers without memory for them.
    private static Value Streamed(in FunctionCall call)
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
        return count <= Array.MaxLength
            ? Value.List(ListValue.Range(start, step, (int)count))
            : throw RuntimeErrors.InvalidArgument(
                $"range({start}, {end}, {step}) would have {count} elements; at most {Array.MaxLength} are allowed."
            );
    }

    private static Value Range(in FunctionCall call)
    {
        var range = Streamed(call).AsList();
        call.Context.Memory.EnsureAvailable((long)range.Count * ValueMemory.StructBytes);
        var elements = new Value[range.Count];
        for (int i = 0; i < elements.Length; i++)
        {
            if (i % ElementsPerCheck == 0)
            {
                call.Context.Cancellation.ThrowIfCancellationRequested();
            }
            elements[i] = range[i];
        }
        return Value.List(elements);
    }

    private static long Bound(in FunctionCall call, int index) =>
        call[index].Kind == ValueKind.Integer
            ? call[index].AsInteger()
            : throw RuntimeErrors.WrongArgument(call.Function, "an INTEGER", call[index]);
}
