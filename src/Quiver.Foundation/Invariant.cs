using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Quiver.Foundation;

/// <summary>Checks what must hold whatever the input: a failure is a defect of ours.</summary>
public static class Invariant
{
    /// <summary>Ends the operation with an <see cref="InvariantException"/> unless the condition holds.</summary>
    /// <param name="condition">What must be true here.</param>
    /// <param name="expression">The source text of the condition; filled in by the compiler.</param>
    public static void Assert(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string expression = ""
    )
    {
        if (!condition)
        {
            Fail(expression);
        }
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(string expression) => throw new InvariantException(expression);
}
