namespace Quiver.Foundation.IO;

/// <summary>Makes the runtime say when packed data breaks off; otherwise it takes them for ending there.</summary>
public static class StrictUnpacking
{
    /// <summary>To be called before anything is unpacked: the runtime looks once.</summary>
    public static void Require() =>
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
}
