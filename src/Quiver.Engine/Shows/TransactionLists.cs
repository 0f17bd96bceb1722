using System.Globalization;
using System.Text.RegularExpressions;
using Quiver.Cypher.Planning.Shows;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Foundation;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Engine.Shows;

/// <summary>The rows of SHOW TRANSACTIONS, and of TERMINATE TRANSACTIONS, which stops them. An administrator sees all, others their own.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed partial class TransactionLists(
    TransactionRegistry transactions,
    AccessControl access,
    IClock clock
)
{
    // What nobody measures: in Cypher 5 no text is empty text; the rest is null.
    private const int UnknownAtTheEnd = 15;

    /// <summary>The transactions of some names, or all.</summary>
    public IReadOnlyList<Value[]> Running(
        ShowSelection selection,
        IReadOnlyList<Value> names,
        Principal principal
    )
    {
        var asked = NamesIn(names, selection.Version);
        return
        [
            .. transactions
                .All.Where(t => names.Count == 0 || asked.Contains(t.Name))
                .Where(t => MaySee(principal, t))
                .OrderBy(static t => t.Id)
                .Select(t => Row(t, selection.Version)),
        ];
    }

    /// <summary>Stops the transactions of some names; says of each what became of it.</summary>
    public IReadOnlyList<Value[]> Terminate(
        ShowSelection selection,
        IReadOnlyList<Value> names,
        Principal principal
    )
    {
        var rows = new List<Value[]>();
        var asked = NamesIn(names, selection.Version);
        if (asked.Find(static name => !NamePattern().IsMatch(name)) is { } other)
        {
            throw EngineErrors.NotATransactionName(other);
        }
        foreach (string name in asked)
        {
            var found = transactions.All.FirstOrDefault(t =>
                t.Name == name && MaySee(principal, t)
            );
            found?.Interruption.Interrupt(InterruptionReason.Terminated);
            rows.Add([
                Value.String(name),
                found is null ? Value.Null : Value.String(found.UserName),
                Value.String(found is null ? "Transaction not found." : "Transaction terminated."),
            ]);
        }
        return rows;
    }

    [GeneratedRegex(@"^.+-transaction-[0-9]+\z", RegexOptions.Singleline)]
    private static partial Regex NamePattern();

    private bool MaySee(Principal principal, RunningTransaction transaction) =>
        transaction.Principal.Name == principal.Name || access.IsAdmin(principal);

    /// <summary>The names: texts, or lists of texts. In Cypher 25 a null stands for none.</summary>
    private static List<string> NamesIn(IReadOnlyList<Value> values, LanguageVersion version)
    {
        var names = new List<string>();
        foreach (var value in values)
        {
            if (value.Kind == ValueKind.List)
            {
                names.AddRange(NamesIn([.. value.AsList().AsSpan()], version));
            }
            else if (value.Kind == ValueKind.String)
            {
                names.Add(value.AsString());
            }
            else if (value.Kind != ValueKind.Null || version != LanguageVersion.Cypher25)
            {
                throw EngineErrors.TransactionNameIsNoText(value);
            }
        }
        return names;
    }

    private Value[] Row(RunningTransaction transaction, LanguageVersion version)
    {
        bool isFive = version != LanguageVersion.Cypher25;
        var unknown = isFive ? Value.String("") : Value.Null;
        var elapsed = clock.UtcNow - transaction.Started;
        var client = transaction.Connection;
        bool isStopped = transaction.Interruption.Reason != InterruptionReason.None;
        Value[] known =
        [
            Value.String(transaction.DatabaseName),
            Value.String(transaction.Name),
            unknown,
            unknown,
            client is null ? unknown : Value.String(client.Id),
            client is null ? unknown : Value.String(client.ClientAddress),
            Value.String(transaction.UserName),
            Value.Map(transaction.TransactionMetadata),
            transaction.Query.Length == 0 ? unknown : Value.String(transaction.Query),
            Value.Null,
            unknown,
            unknown,
            Value.Null,
            Time(transaction.Started, isFive),
            Value.Null,
            client is null ? unknown : Value.String(client.Connector),
            unknown,
            Value.String(
                isStopped ? $"Terminated with reason: {transaction.Interruption.Reason}" : "Running"
            ),
            unknown,
            unknown,
            Value.Null,
            Value.Null,
            Value.Null,
            Value.Duration(
                new Duration(
                    0,
                    0,
                    (long)elapsed.TotalSeconds,
                    (int)(elapsed.Ticks % TimeSpan.TicksPerSecond) * 100
                )
            ),
        ];
        var row = new Value[known.Length + UnknownAtTheEnd];
        Array.Fill(row, Value.Null);
        known.CopyTo(row, 0);
        return row;
    }

    private static Value Time(DateTimeOffset time, bool isText)
    {
        if (isText)
        {
            return Value.String(
                time.UtcDateTime.ToString(
                    "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                    CultureInfo.InvariantCulture
                )
            );
        }
        int nanosecond = (int)(time.UtcTicks % TimeSpan.TicksPerSecond) * 100;
        return Value.ZonedDateTime(
            ZonedDateTime.FromInstant(time.ToUnixTimeSeconds(), nanosecond, TemporalZone.Utc)
        );
    }
}
