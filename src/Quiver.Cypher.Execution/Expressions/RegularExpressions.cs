using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.RegularExpressions;
using Quiver.Cypher.Execution.Expressions.Text.Java;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>The regular expressions of one query, in Java's language, made once each. They match whole texts.</summary>
/// <remarks>
/// A long text is matched on a thread of its own: the engine that takes time in proportion to the text cannot be told to stop. Its time-out is of no use there, since with one
/// it forgets after each 100,000 characters what it has seen (.NET 10.0). A query that is ended, or has waited long enough, leaves the thread behind.
/// </remarks>
internal sealed class RegularExpressions(QueryMemory memory, CancellationToken cancellation)
{
    private const int MaxKept = 256;

    // After so many matches, or bytes of what is kept of them, the query's memory is looked at.
    private const int MaxMatchesPerTurn = 1 << 16;
    private const long MaxBytesPerTurn = 1 << 24;

    // Far below the length from which the engine's time-out gives wrong answers.
    private const int MinLongText = 1 << 16;

    // Time in proportion to the text: only hostile patterns and texts of very many megabytes need this long.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TimeoutPerCharacter = TimeSpan.FromMicroseconds(0.2);

    // Patterns with back-references or look-around need the engine that can take for ever.
    private static readonly TimeSpan BacktrackingTimeout = TimeSpan.FromMilliseconds(100);

    // Threads that queries left behind and that have not come to their end.
    private static readonly int MaxLeftBehind = Environment.ProcessorCount;
    private static int s_leftBehind;

    private readonly Dictionary<
        (string Pattern, bool HasPairs, bool IsWhole, bool IsLong),
        Regex
    > _expressions = [];

    /// <summary>Whether the whole text matches.</summary>
    public bool IsMatch(string pattern, string text)
    {
        var regex = Find(pattern, text);
        if (IsLong(text))
        {
            return IsMatchAside(regex, pattern, text);
        }
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw RuntimeErrors.RegularExpressionTooSlow(pattern);
        }
    }

    /// <summary>The text with every match replaced; $1 in the replacement stands for the first group.</summary>
    public string Replace(string pattern, string text, string replacement)
    {
        var result = new StringBuilder();
        int from = 0;
        Each(
            pattern,
            text,
            match =>
            {
                int before = result.Length;
                result.Append(text, from, match.Index - from).Append(match.Result(replacement));
                from = match.Index + match.Length;
                return sizeof(char) * (long)(result.Length - before);
            }
        );
        memory.EnsureAvailable(sizeof(char) * (2L * (result.Length + text.Length - from)));
        return result.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Looks for all matches within a text, in turn.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="take">Takes a match, perhaps on another thread, and gives the bytes of what it keeps of it.</param>
    public void Each(string pattern, string text, Func<Match, long> take)
    {
        var regex = FindPart(pattern, text);
        Match? match = null;
        long kept = 0;
        do
        {
            if (IsLong(text))
            {
                RunAside(pattern, text.Length, TakeSome);
            }
            else
            {
                TakeSome();
            }
            memory.EnsureAvailable(kept);
        } while (match is { Success: true });

        bool TakeSome()
        {
            try
            {
                match ??= regex.Match(text);
                long most = kept + MaxBytesPerTurn;
                for (int i = 0; i < MaxMatchesPerTurn && match.Success && kept < most; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    kept += take(match);
                    match = match.NextMatch();
                }
            }
            catch (RegexMatchTimeoutException)
            {
                throw RuntimeErrors.RegularExpressionTooSlow(pattern);
            }
            return match.Success;
        }
    }

    private bool IsMatchAside(Regex regex, string pattern, string text) =>
        RunAside(pattern, text.Length, () => regex.IsMatch(text));

    private bool RunAside(string pattern, int length, Func<bool> match)
    {
        if (Volatile.Read(ref s_leftBehind) >= MaxLeftBehind)
        {
            throw RuntimeErrors.RegularExpressionTooSlow(pattern);
        }
        var matching = Task.Factory.StartNew(
            match,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            var patience = Timeout + (length * TimeoutPerCharacter);
            return matching.Wait((int)patience.TotalMilliseconds, cancellation)
                ? matching.Result
                : throw RuntimeErrors.RegularExpressionTooSlow(pattern);
        }
        catch (AggregateException failure)
        {
            if (failure.InnerException is RegexMatchTimeoutException)
            {
                throw RuntimeErrors.RegularExpressionTooSlow(pattern);
            }
            ExceptionDispatchInfo.Throw(failure.InnerException!);
            throw;
        }
        finally
        {
            if (!matching.IsCompleted)
            {
                LeaveBehind(matching);
            }
        }
    }

    private static void LeaveBehind(Task<bool> matching)
    {
        Interlocked.Increment(ref s_leftBehind);
        _ = matching.ContinueWith(
            static ended =>
            {
                Interlocked.Decrement(ref s_leftBehind);
                _ = ended.Exception;
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    // \z and not $: in .NET a $ also matches before a final newline.
    private Regex Find(string pattern, string text) =>
        FindOrMake(
            (pattern, HasPairs(text), IsWhole: true, IsLong(text)),
            static whole => $@"\A(?:{whole})\z"
        );

    private Regex FindPart(string pattern, string text) =>
        FindOrMake((pattern, HasPairs(text), IsWhole: false, IsLong(text)), static part => part);

    private Regex FindOrMake(
        (string Pattern, bool HasPairs, bool IsWhole, bool IsLong) key,
        Func<string, string> surround
    )
    {
        if (_expressions.TryGetValue(key, out var found))
        {
            return found;
        }
        if (_expressions.Count == MaxKept)
        {
            _expressions.Clear();
        }
        var made = Make(key.Pattern, key.HasPairs, key.IsLong, surround);
        _expressions.Add(key, made);
        return made;
    }

    private static bool IsLong(string text) => text.Length >= MinLongText;

    private static bool HasPairs(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;

    private static Regex Make(
        string pattern,
        bool hasPairs,
        bool isLong,
        Func<string, string> surround
    )
    {
        string whole = "";
        try
        {
            string translated = JavaPattern.Translate(pattern, hasPairs);
            whole = surround(translated);
            // On its own first: a stray parenthesis must not pair with those put around it.
            _ = new Regex(translated, RegexOptions.CultureInvariant, Timeout);
            return new Regex(
                whole,
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant,
                isLong ? Regex.InfiniteMatchTimeout : Timeout
            );
        }
        catch (NotSupportedException)
        {
            return new Regex(whole, RegexOptions.CultureInvariant, BacktrackingTimeout);
        }
        catch (ArgumentException malformed)
        {
            throw RuntimeErrors.InvalidRegularExpression(pattern, malformed);
        }
    }
}
