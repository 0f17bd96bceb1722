namespace Quiver.Benchmarks.Generation;

/// <summary>Graphs of shapes that importers have broken down on.</summary>
internal enum StressShape
{
    /// <summary>40,000 labels and 1,000 types, in cells.</summary>
    Labels,

    /// <summary>One node with ten million relationships.</summary>
    Hub,

    /// <summary>1,000 files of 1,000 property keys each, no key in two files.</summary>
    Columns,

    /// <summary>One source in 12,000 files.</summary>
    Parts,
}
