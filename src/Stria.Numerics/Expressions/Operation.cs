namespace Stria.Numerics.Expressions;

/// <summary>What one step of an expression does.</summary>
internal enum Operation
{
    Constant, Variable,
    Negate, Add, Subtract, Multiply, Divide, Power, Square, Cube,
    Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual,
    If, Sin, Cos, Tan, Asin, Acos, Atan, Atan2, Sinh, Cosh, Tanh, Exp, Log, Log10, Sqrt, Abs, Min, Max, Floor, Ceil, Sign, Step, Smoothstep, Clamp, Hypot, Erf,
}
