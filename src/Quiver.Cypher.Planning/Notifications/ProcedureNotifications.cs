namespace Quiver.Cypher.Planning.Notifications;

/// <summary>The notifications that procedures give while they run.</summary>
public static class ProcedureNotifications
{
    /// <summary>A procedure did what it could, and its caller should know something about it.</summary>
    /// <param name="procedure">Its name.</param>
    /// <param name="text">What is to be known, in whole sentences.</param>
    public static PlanNotification Warning(string procedure, string text) =>
        new(
            "Neo.ClientNotification.Procedure.ProcedureWarning",
            "01N62",
            $"warn: procedure or function execution warning. Execution of the procedure {procedure}() generated the warning `{text}`.",
            "The query used a procedure that generated a warning.",
            $"The query used a procedure that generated a warning. ({text})",
            IsWarning: true,
            "GENERIC",
            Position: null
        );
}
