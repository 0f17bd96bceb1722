namespace Quiver.Cypher.Syntax.Printing;

/// <summary>How tightly the outermost operator of an expression binds; higher binds tighter.</summary>
internal enum Precedence
{
    Or,
    Xor,
    And,
    Not,
    Comparison,
    Predicate,
    Sum,
    Product,
    Power,
    Sign,
    Access,
    Atom,
}
