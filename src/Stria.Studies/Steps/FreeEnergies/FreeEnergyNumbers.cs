using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>Headline numbers of a free-energy study.</summary>
internal static class FreeEnergyNumbers
{
    private const double Nanometre = 1e-9, Milli = 1e-3;

    /// <summary>Reports them.</summary>
    public static void Report(FreeEnergyHost host, FreeEnergyResults results, StudyContext context)
    {
        context.Report(new Headline("miscibility_gaps", results.Chemical.Tangents.Count, "1", "Miscibility gaps"));
        for (int i = 0; i < results.Chemical.Tangents.Count; i++)
        {
            OfGap(host, results, i, context);
        }

        for (int i = 0; i < results.Chemical.Spinodals.Count; i++)
        {
            string number = i == 0 ? "" : $"_{i + 1}";
            CompositionInterval s = results.Chemical.Spinodals[i];
            context.Report(new Headline($"spinodal_low{number}", s.Low, "1", $"Lower spinodal{Which(i)}, site fraction"));
            context.Report(new Headline($"spinodal_high{number}", s.High, "1", $"Upper spinodal{Which(i)}, site fraction"));
        }

        foreach (CoherentCase coherent in results.Coherent)
        {
            OfCoherency(host, coherent, context);
        }

        OfStrain(host, results, context);
    }

    private static void OfGap(FreeEnergyHost host, FreeEnergyResults results, int i, StudyContext context)
    {
        CommonTangent t = results.Chemical.Tangents[i];
        string number = i == 0 ? "" : $"_{i + 1}", which = Which(i);
        context.Report(new Headline($"binodal_low{number}", t.Low, "1", $"Lithium-poor phase{which}, site fraction"));
        context.Report(new Headline($"binodal_high{number}", t.High, "1", $"Lithium-rich phase{which}, site fraction"));
        context.Report(new Headline($"barrier{number}", t.Barrier, "J/mol", $"Barrier above the common tangent{which}"));
        context.Report(new Headline($"plateau{number}", host.Potential(t.Potential), "V", $"Potential of the plateau{which}"));
        if (i < results.Interfaces.Count)
        {
            context.Report(new Headline($"interface_energy{number}", results.Interfaces[i].Energy / Milli, "mJ/m²", $"Interface energy{which}"));
            context.Report(new Headline($"interface_width{number}", results.Interfaces[i].Width / Nanometre, "nm", $"Interface width{which}"));
        }
    }

    private static void OfCoherency(FreeEnergyHost host, CoherentCase coherent, StudyContext context)
    {
        string words = coherent.Body == CoherentBody.Bulk ? "3D and plane strain" : "thin sheet, plane stress";
        context.Report(new Headline($"coherency_{coherent.Name}", coherent.Coupling, "1", $"Coherency b = B/RT ({words})"));
        if (host.Law.Kind == "regular_solution")
        {
            // f″ at the middle is RT (4 − 2χ).
            double chi = 2 - (coherent.Law.At(0.5).Curvature / host.ThermalEnergy / 2);
            context.Report(new Headline($"effective_interaction_{coherent.Name}", chi, "1", $"χ − b/2 ({words})") { Note = chi > 2 ? "separates" : "does not separate" });
        }

        for (int i = 0; i < coherent.Equilibria.Tangents.Count; i++)
        {
            CommonTangent t = coherent.Equilibria.Tangents[i];
            string number = i == 0 ? "" : $"_{i + 1}";
            context.Report(new Headline($"coherent_low_{coherent.Name}{number}", t.Low, "1", $"Lithium-poor phase{Which(i)} with coherency ({words}), site fraction"));
            context.Report(new Headline($"coherent_high_{coherent.Name}{number}", t.High, "1", $"Lithium-rich phase{Which(i)} with coherency ({words}), site fraction"));
        }
    }

    private static void OfStrain(FreeEnergyHost host, FreeEnergyResults results, StudyContext context)
    {
        if (results.Strained is not [var low, .., var high])
        {
            return;
        }

        double middle = Middle(host, results), span = high.Strain - low.Strain;
        double slope = (host.Potential(high.PlateauNear(middle)) - host.Potential(low.PlateauNear(middle))) / span;
        context.Report(new Headline("plateau_shift_per_strain", slope * 0.01 / Milli, "mV", "Shift of the plateau for 1 % of imposed strain"));
    }

    /// <summary>The composition between the phases of the first gap, or in the middle of where the law is defined.</summary>
    public static double Middle(FreeEnergyHost host, FreeEnergyResults results) =>
        results.Chemical.Tangents is [var t, ..] ? (t.Low + t.High) / 2 : (host.Law.Window.Low + host.Law.Window.High) / 2;

    private static string Which(int gap) => gap == 0 ? "" : $", gap {gap + 1}";
}
