using Stria.Core;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>Tangents, spinodals and interfaces, without elasticity, with coherency, and at imposed strains.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class EquilibriaStep(FreeEnergyScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "equilibria";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem];

    /// <summary>Warns of gaps that a table leaves open.</summary>
    internal static void TellEnds(IEnumerable<CommonTangent> tangents, StudyContext context)
    {
        foreach (CommonTangent open in tangents.Where(t => t.EndOfLaw is not null))
        {
            context.Say(Remark.Warning(
                $"The free energy ends at c = {open.EndOfLaw:g5} within a miscibility gap: that end stands for a phase which lies beyond it, so that the gap from {open.Low:g5} to {open.High:g5}, its barrier and its interface are not those of the host. Perhaps a longer table."));
        }
    }

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        FreeEnergyHost host = context.Get<FreeEnergyHost>();
        FreeEnergyProblem problem = scenario.Problem;
        var chemical = new PhaseEquilibria(host.Law);
        var results = new FreeEnergyResults { Chemical = chemical };
        TellEnds(chemical.Tangents, context);
        if (host is { GradientEnergy: { } kappa, MaximumConcentration: { } maximum })
        {
            results = results with { Interfaces = [.. chemical.Tangents.Select(t => new InterfaceProperties(host.Law, t, kappa, maximum))] };
        }

        if (host.Swelling is { } swelling)
        {
            double mean = chemical.Tangents is [var first, ..] ? (first.Low + first.High) / 2 : 0.5;
            results = results with
            {
                Coherent = [.. Enum.GetValues<CoherentBody>().Select(body => Coherent(host, swelling, body, mean))],
                Strained = [.. problem.Strains.Order().Select(strain =>
                {
                    cancel.ThrowIfCancellationRequested();
                    IChemicalPotential law = host.Law.Strained(ElasticTerm.Held(swelling, problem.HeldBy, strain, problem.StressFreeComposition));
                    return new StrainedCase(strain, law, new PhaseEquilibria(law));
                })],
            };
            context.Describe($"Coherency and {Held(problem.HeldBy)} were treated with isotropic moduli E = {swelling.YoungsModulus / 1e9:g4} GPa, ν = {swelling.PoissonRatio:g3} and a linear strain of {swelling.Strain:g4} at c = 1.");
        }

        context.Put(results);
        FreeEnergyNumbers.Report(host, results, context);
    }

    private static CoherentCase Coherent(FreeEnergyHost host, IsotropicSwelling swelling, CoherentBody body, double mean)
    {
        IChemicalPotential law = host.Law.Strained(ElasticTerm.Coherent(swelling, body, mean));
        return new CoherentCase(body, law, new PhaseEquilibria(law), swelling.Coherency(body) / host.ThermalEnergy);
    }

    private static string Held(HeldBy held) => held switch
    {
        HeldBy.Film => "films held by a substrate",
        HeldBy.Wire => "wires held along their axis",
        _ => "bodies held on all sides",
    };
}
