using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>
/// Parses expressions, one method per precedence: OR, XOR, AND, NOT, comparison, predicates, sums, products, powers,
/// signs, access. A sign binds tighter than a power, and powers associate to the left.
/// </summary>
internal sealed class ExpressionParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses one expression.</summary>
    public Expression Parse()
    {
        int outer = _reader.Descend();
        bool allowedDynamic = grammar.Labels.IsDynamicAllowed;
        grammar.Labels.IsDynamicAllowed = true;
        Expression expression = ParseOr();
        grammar.Labels.IsDynamicAllowed = allowedDynamic;
        _reader.Ascend(outer);
        _reader.Expecting("an operator");
        return expression;
    }

    /// <summary>Parses an operator and what stands behind it, for a subject that has been named before: <c>&lt; 5</c>.</summary>
    public Expression ParseTestOf(Expression subject)
    {
        int outer = _reader.Descend();
        int start = _reader.Index;
        Expression? test;
        if (ComparisonAt(_reader.Current) is { } comparison)
        {
            _reader.Advance();
            Expression operand = ParsePredicate();
            var link = new ComparisonLink(_reader.ExtentFrom(start), comparison, operand);
            test = new ComparisonChain(_reader.ExtentFrom(start), subject, [link]);
        }
        else
        {
            test = ParsePredicateAfter(start, subject);
        }
        _reader.Ascend(outer);
        if (test is null or LabelPredicate)
        {
            _reader.Fail();
        }
        return test!;
    }

    /// <summary>Whether a token may be the first of an expression. Names count, whatever they spell.</summary>
    public static bool MayStart(Token token) =>
        token.Kind
            is TokenKind.Name
                or TokenKind.QuotedName
                or TokenKind.Integer
                or TokenKind.Float
                or TokenKind.String
                or TokenKind.Dollar
                or TokenKind.LeftParenthesis
                or TokenKind.LeftBracket
                or TokenKind.LeftBrace
                or TokenKind.Plus
                or TokenKind.Minus;

    private Expression ParseOr()
    {
        int start = _reader.Index;
        Expression first = ParseXor();
        if (_reader.Current.Keyword != Keyword.Or)
        {
            return first;
        }
        var operands = ImmutableArray.CreateBuilder<Expression>();
        operands.Add(first);
        while (_reader.Current.Keyword == Keyword.Or)
        {
            _reader.Advance();
            operands.Add(ParseXor());
        }
        return Logical(start, LogicalOperator.Or, operands);
    }

    private Expression ParseXor()
    {
        int start = _reader.Index;
        Expression first = ParseAnd();
        if (_reader.Current.Keyword != Keyword.Xor)
        {
            return first;
        }
        var operands = ImmutableArray.CreateBuilder<Expression>();
        operands.Add(first);
        while (_reader.Current.Keyword == Keyword.Xor)
        {
            _reader.Advance();
            operands.Add(ParseAnd());
        }
        return Logical(start, LogicalOperator.Xor, operands);
    }

    private Expression ParseAnd()
    {
        int start = _reader.Index;
        Expression first = ParseNot();
        if (_reader.Current.Keyword != Keyword.And)
        {
            return first;
        }
        var operands = ImmutableArray.CreateBuilder<Expression>();
        operands.Add(first);
        while (_reader.Current.Keyword == Keyword.And)
        {
            _reader.Advance();
            operands.Add(ParseNot());
        }
        return Logical(start, LogicalOperator.And, operands);
    }

    private LogicalExpression Logical(
        int start,
        LogicalOperator connective,
        ImmutableArray<Expression>.Builder operands
    ) => new(_reader.ExtentFrom(start), connective, operands.DrainToImmutable());

    private Expression ParseNot()
    {
        if (_reader.Current.Keyword != Keyword.Not || !MayStart(_reader.Peek()))
        {
            return ParseComparison();
        }
        int outer = _reader.Descend();
        int start = _reader.Index;
        _reader.Advance();
        Expression operand = ParseNot();
        _reader.Ascend(outer);
        return new NotExpression(_reader.ExtentFrom(start), operand);
    }

    private Expression ParseComparison()
    {
        int start = _reader.Index;
        Expression first = ParsePredicate();
        if (ComparisonAt(_reader.Current) is null)
        {
            return first;
        }
        var links = ImmutableArray.CreateBuilder<ComparisonLink>();
        while (ComparisonAt(_reader.Current) is { } comparison)
        {
            int linkStart = _reader.Index;
            _reader.Advance();
            Expression operand = ParsePredicate();
            links.Add(new ComparisonLink(_reader.ExtentFrom(linkStart), comparison, operand));
        }
        return new ComparisonChain(_reader.ExtentFrom(start), first, links.DrainToImmutable());
    }

    private ComparisonOperator? ComparisonAt(Token token) =>
        token.Kind switch
        {
            TokenKind.Equal => ComparisonOperator.Equal,
            TokenKind.NotEqual => ComparisonOperator.NotEqual,
            TokenKind.Less => ComparisonOperator.Less,
            TokenKind.LessOrEqual => ComparisonOperator.LessOrEqual,
            TokenKind.Greater => ComparisonOperator.Greater,
            TokenKind.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
            TokenKind.ExclamationEqual => throw SyntaxErrors.UnknownInequality(
                _reader.Source,
                token.Start
            ),
            _ => null,
        };

    private Expression ParsePredicate()
    {
        int start = _reader.Index;
        int outer = _reader.BeginChain();
        Expression subject = ParseSum();
        while (ParsePredicateAfter(start, subject) is { } predicate)
        {
            subject = predicate;
            _reader.GrowChain();
        }
        _reader.EndChain(outer);
        return subject;
    }

    /// <summary>The predicate that follows its subject, or null when none does.</summary>
    private Expression? ParsePredicateAfter(int start, Expression subject)
    {
        Token token = _reader.Current;
        switch (token.Kind)
        {
            case TokenKind.RegexMatch:
                _reader.Advance();
                return StringTest(start, StringOperator.MatchesRegex, subject);
            case TokenKind.Colon:
                _reader.Advance();
                return LabelTest(start, subject, negated: false);
            case TokenKind.DoubleColon:
                _reader.Advance();
                return TypeTest(start, subject, negated: false);
        }
        switch (token.Keyword)
        {
            case Keyword.Starts when _reader.Peek().Keyword == Keyword.With:
                _reader.Advance();
                _reader.Advance();
                return StringTest(start, StringOperator.StartsWith, subject);
            case Keyword.Ends when _reader.Peek().Keyword == Keyword.With:
                _reader.Advance();
                _reader.Advance();
                return StringTest(start, StringOperator.EndsWith, subject);
            case Keyword.Contains:
                _reader.Advance();
                return StringTest(start, StringOperator.Contains, subject);
            case Keyword.In:
                _reader.Advance();
                Expression list = ParseSum();
                return new ListMembership(_reader.ExtentFrom(start), subject, list);
            case Keyword.Is:
                _reader.Advance();
                return ParseIs(start, subject);
            default:
                return null;
        }
    }

    private StringPredicate StringTest(int start, StringOperator test, Expression left)
    {
        Expression right = ParseSum();
        return new StringPredicate(_reader.ExtentFrom(start), test, left, right);
    }

    private TypePredicate TypeTest(int start, Expression subject, bool negated)
    {
        var type = grammar.Types.Parse();
        return new TypePredicate(_reader.ExtentFrom(start), subject, type, negated);
    }

    private LabelPredicate LabelTest(int start, Expression subject, bool negated)
    {
        LabelExpression labels = grammar.Labels.Parse(LabelPlace.Node);
        return new LabelPredicate(_reader.ExtentFrom(start), subject, labels, negated);
    }

    /// <summary>What follows IS: [NOT] NULL or [NOT] and labels; [NOT] and a type or a normal form.</summary>
    private Expression ParseIs(int start, Expression subject)
    {
        bool negated = _reader.Accept(Keyword.Not);
        Token token = _reader.Current;
        Keyword next = _reader.Peek().Keyword;
        if (_reader.Accept(Keyword.Null))
        {
            return new NullPredicate(_reader.ExtentFrom(start), subject, negated);
        }
        if (
            token.Kind == TokenKind.DoubleColon
            || (token.Keyword == Keyword.Typed && next != Keyword.And)
        )
        {
            _reader.Advance();
            return TypeTest(start, subject, negated);
        }
        bool namesForm =
            token.Keyword is Keyword.Nfc or Keyword.Nfd or Keyword.Nfkc or Keyword.Nfkd
            && next == Keyword.Normalized;
        if (token.Keyword == Keyword.Normalized || namesForm)
        {
            string form = Keywords.TextOf(namesForm ? token.Keyword : Keyword.Nfc);
            _reader.Advance();
            if (namesForm)
            {
                _reader.Advance();
            }
            return new NormalizedPredicate(_reader.ExtentFrom(start), subject, form, negated);
        }
        if (token.Keyword == Keyword.Labeled)
        {
            _reader.Advance();
        }
        return LabelTest(start, subject, negated);
    }

    private Expression ParseSum()
    {
        int start = _reader.Index;
        int outer = _reader.BeginChain();
        Expression left = ParseProduct();
        while (SumAt(_reader.Current.Kind) is { } sign)
        {
            _reader.Advance();
            Expression right = ParseProduct();
            left = new BinaryArithmetic(_reader.ExtentFrom(start), sign, left, right);
            _reader.GrowChain();
        }
        _reader.EndChain(outer);
        return left;
    }

    private static ArithmeticOperator? SumAt(TokenKind kind) =>
        kind switch
        {
            TokenKind.Plus => ArithmeticOperator.Add,
            TokenKind.Minus => ArithmeticOperator.Subtract,
            TokenKind.DoublePipe => ArithmeticOperator.Concatenate,
            _ => null,
        };

    private Expression ParseProduct()
    {
        int start = _reader.Index;
        int outer = _reader.BeginChain();
        Expression left = ParsePower();
        while (ProductAt(_reader.Current.Kind) is { } sign)
        {
            _reader.Advance();
            Expression right = ParsePower();
            left = new BinaryArithmetic(_reader.ExtentFrom(start), sign, left, right);
            _reader.GrowChain();
        }
        _reader.EndChain(outer);
        return left;
    }

    private static ArithmeticOperator? ProductAt(TokenKind kind) =>
        kind switch
        {
            TokenKind.Star => ArithmeticOperator.Multiply,
            TokenKind.Slash => ArithmeticOperator.Divide,
            TokenKind.Percent => ArithmeticOperator.Modulo,
            _ => null,
        };

    private Expression ParsePower()
    {
        int start = _reader.Index;
        int outer = _reader.BeginChain();
        Expression left = ParseSign();
        while (_reader.Current.Kind == TokenKind.Caret)
        {
            _reader.Advance();
            Expression right = ParseSign();
            var extent = _reader.ExtentFrom(start);
            left = new BinaryArithmetic(extent, ArithmeticOperator.Power, left, right);
            _reader.GrowChain();
        }
        _reader.EndChain(outer);
        return left;
    }

    private Expression ParseSign()
    {
        if (_reader.Current.Kind is not (TokenKind.Plus or TokenKind.Minus))
        {
            return ParseAccess();
        }
        int outer = _reader.Descend();
        int start = _reader.Index;
        bool negative = _reader.Advance().Kind == TokenKind.Minus;
        Expression? operand = null;
        if (negative && NumberLiteral.IsSmallestMagnitude(_reader.Source, _reader.Current))
        {
            _reader.Advance();
        }
        else
        {
            operand = ParseSign();
        }
        _reader.Ascend(outer);
        var extent = _reader.ExtentFrom(start);
        return operand is null
            ? new Literal(extent, Value.Integer(long.MinValue))
            : new UnaryArithmetic(extent, negative, operand);
    }

    /// <summary>Parses an atom with the properties and indexes behind it.</summary>
    public Expression ParseAccess()
    {
        int start = _reader.Index;
        int outer = _reader.BeginChain();
        Expression subject = grammar.Atoms.Parse();
        while (_reader.Current.Kind is TokenKind.Dot or TokenKind.LeftBracket)
        {
            subject =
                _reader.Advance().Kind == TokenKind.Dot
                    ? ParseProperty(start, subject)
                    : ParseIndexOrSlice(start, subject);
            _reader.GrowChain();
        }
        _reader.EndChain(outer);
        return subject;
    }

    private PropertyAccess ParseProperty(int start, Expression subject)
    {
        Name key = _reader.ExpectName("a property name");
        return new PropertyAccess(_reader.ExtentFrom(start), subject, key);
    }

    private Expression ParseIndexOrSlice(int start, Expression subject)
    {
        Expression? from = _reader.Current.Kind == TokenKind.DotDot ? null : Parse();
        if (!_reader.Accept(TokenKind.DotDot))
        {
            _reader.Expect(TokenKind.RightBracket);
            return new IndexAccess(_reader.ExtentFrom(start), subject, from!);
        }
        Expression? to = _reader.At(TokenKind.RightBracket) ? null : Parse();
        _reader.Expect(TokenKind.RightBracket);
        return new SliceAccess(_reader.ExtentFrom(start), subject, from, to);
    }
}
