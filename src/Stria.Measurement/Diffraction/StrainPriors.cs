namespace Stria.Measurement;

/// <summary>
/// What is known of the terms of an anisotropic strain before the pattern: near one strain in all directions, to within a hundred times its square. Where the
/// pattern knows a term this is nothing; a term that no line of the range asks for, as when the line that would is left out, stays finite instead of running away.
/// </summary>
internal sealed class StrainPriors
{
    private const double Looseness = 100;

    private readonly List<(int Parameter, double Centre, double Sigma)> terms = [];
    private readonly FitParameters parameters;

    internal StrainPriors(PatternModel model)
    {
        parameters = model.Parameters;
        for (int p = 0; p < model.Phases.Count; p++)
        {
            ReflectionSet set = model.Phases[p];
            int count = set.StrainTerms.Count;
            for (int k = 0; k < count; k++)
            {
                double most = 0;
                for (int r = 0; r < set.Reflections.Count; r++)
                {
                    most = Math.Max(most, Math.Abs(set.StrainForms[(r * count) + k]));
                }

                terms.Add((parameters.StrainTerm(p) + k, model.UsualStrainSquare * set.IsotropicStrain[k], Looseness * model.UsualStrainSquare / most));
            }
        }
    }

    internal double Cost()
    {
        double sum = 0;
        foreach ((int parameter, double centre, double sigma) in terms)
        {
            double off = (parameters.Values[parameter] - centre) / sigma;
            sum += off * off;
        }

        return sum;
    }

    internal void Add(int[] free, ReducedNormal normal)
    {
        foreach ((int parameter, double centre, double sigma) in terms)
        {
            int k = Array.IndexOf(free, parameter);
            if (k >= 0)
            {
                normal.Right[k] -= (parameters.Values[parameter] - centre) / (sigma * sigma);
                normal.Matrix[(k * free.Length) + k] += 1 / (sigma * sigma);
            }
        }
    }
}
