namespace Quiver.Model.Temporal;

/// <summary>Why a text is not the temporal value that it should be.</summary>
public enum TemporalProblem
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The text has none of the accepted forms.</summary>
    Syntax,

    /// <summary>The form is right, but a part of it is out of range, such as a 30 February.</summary>
    Range,

    /// <summary>The tz database has no zone of that name.</summary>
    UnknownZone,

    /// <summary>A named zone stands where only an offset may: in a time without a date.</summary>
    NamedZoneInTime,

    /// <summary>The offset is not one that the named zone has at that time.</summary>
    OffsetNotOfZone,
}
