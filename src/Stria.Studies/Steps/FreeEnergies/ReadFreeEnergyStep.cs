using Stria.Core;
using Stria.Matter;

namespace Stria.Studies;

/// <summary>Reads the material and makes the law.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ReadFreeEnergyStep(FreeEnergyScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "read_free_energy";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        FreeEnergyProblem problem = scenario.Problem;
        HostMaterial? material = ReferenceLoading.Host(problem.Material, context);
        if (problem.FreeEnergy is TableFreeEnergy table)
        {
            context.NoteInput(Path.Combine(context.Folder.Root, table.Path));
        }

        var host = FreeEnergyHost.Of(problem, material, context.Folder.Root);
        if (material is not null)
        {
            context.Put(material);
            material.Assumptions.ToList().ForEach(a => context.Say(Remark.Assumed(a)));
            IEnumerable<SourcedNumber> used = [.. problem.FreeEnergy is MaterialFreeEnergy ? material.RequireFreeEnergy().Numbers() : [], .. material.Mechanics?.Numbers() ?? []];
            used.Select(n => n.Source).Distinct().ToList().ForEach(context.Cite);
        }

        if (host.StandardPotential == 0 && problem.FreeEnergy is not MultiWellEnergy && problem.StandardPotential is null && material?.FreeEnergy?.Kind != "multi_well")
        {
            context.Say(Remark.Assumed("Potentials count from μ = 0, since no standard potential is given: the numbers in volts are differences from that of the host, not potentials against lithium."));
        }

        if (host.GradientEnergy is null || host.MaximumConcentration is null)
        {
            context.Say(Remark.Note($"No interface: {(host.GradientEnergy is null ? "the gradient energy κ" : "the concentration C_max")} is not known. Give gradient_energy and maximum_concentration."));
        }

        if (host.Swelling is null)
        {
            context.Say(Remark.Note("No coherency and no imposed strain: isotropic moduli, chemical strain or C_max are not known. Give stiffness, chemical_strain and maximum_concentration."));
        }

        context.Put(host);
        context.Describe($"The homogeneous free energy was {problem.FreeEnergy.Method} at {problem.Temperature:g5} K; common tangents were found on its lower convex hull and polished by Newton's method to the last digits.");
    }
}
