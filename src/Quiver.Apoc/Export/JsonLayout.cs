namespace Quiver.Apoc.Export;

/// <summary>How the objects of an export are put together.</summary>
internal enum JsonLayout
{
    /// <summary>One a line.</summary>
    Lines,

    /// <summary>One array.</summary>
    Array,

    /// <summary>An object with an array of nodes and one of relationships.</summary>
    Object,

    /// <summary>An object with an object of nodes by id and one of relationships by id.</summary>
    ObjectById,
}
