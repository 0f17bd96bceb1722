using System.Runtime.CompilerServices;
using Quiver.Foundation.IO;

namespace Quiver.Foundation.Memory;

/// <summary>Asks the system for huge pages below large arrays that are reached at random places: a processor remembers where a thousand pages lie, and each that is touched first costs as much as clearing it.</summary>
/// <remarks>Unsafe: addresses of an array that does not move meanwhile, handed to the system as advice, which changes no content.</remarks>
public static unsafe class HugePages
{
    private const long HugePage = 2L << 20;

    /// <summary>An array whose elements may be anything until they are written.</summary>
    /// <param name="length">How many elements.</param>
    public static T[] Allocate<T>(int length)
        where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(length);
        if ((long)length * Unsafe.SizeOf<T>() >= 2 * HugePage)
        {
            fixed (T* first = array)
            {
                nint begin = ((nint)first + (nint)HugePage - 1) & -(nint)HugePage;
                nint end = (nint)(first + length) & -(nint)HugePage;
                // Only advice: without huge pages everything works, slower.
                _ = PosixCalls.Advise(begin, (nuint)(end - begin), PosixCalls.AdviseHugePages);
            }
        }
        return array;
    }
}
