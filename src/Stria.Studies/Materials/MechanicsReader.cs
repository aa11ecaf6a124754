using Stria.Core;
using Stria.Matter;
using YamlDotNet.RepresentationModel;

namespace Stria.Studies;

/// <summary>Reads the block 'mechanics' of a material file; all of its parts are optional.</summary>
internal sealed class MechanicsReader(MistakeList mistakes)
{
    private static readonly Unit Pascal = Unit.Parse("Pa"), PerVolume = Unit.Parse("mol/m^3"), MolarVolume = Unit.Parse("m^3/mol"), Metre = Unit.Parse("m"), Radian = Unit.Parse("rad");
    private static readonly string[] OneValue = ["value", "source"];

    /// <summary>The settings that the block knows.</summary>
    public static string[] Settings { get; } =
        ["youngs_modulus", "poissons_ratio", "stiffness", "maximum_concentration", "partial_molar_volume", "partial_molar_volumes", "lattice", "orientation"];

    /// <summary>Reads the block.</summary>
    public HostMechanics Read(YamlBlock block) => new()
    {
        Isotropic = ReadIsotropic(block),
        Orthotropic = ReadStiffness(block),
        MaximumConcentration = ReadMaximum(block),
        PartialMolarVolume = ReadPartialMolarVolume(block),
        Lattice = ReadLattice(block),
        Orientation = ReadOrientation(block),
    };

    private static IsotropicElasticity? ReadIsotropic(YamlBlock block)
    {
        YamlBlock? modulus = block.BlockIfAny("youngs_modulus", OneValue), ratio = block.BlockIfAny("poissons_ratio", OneValue);
        if (modulus is null && ratio is null)
        {
            return null;
        }

        if (modulus is null || ratio is null)
        {
            block.Mistake(modulus is null ? "poissons_ratio" : "youngs_modulus", "Young's modulus and Poisson's ratio belong together: give both youngs_modulus and poissons_ratio.");
            return null;
        }

        double e = modulus.Measure("value", Pascal), nu = ratio.Number("value");
        if (e <= 0)
        {
            modulus.Mistake("value", "Young's modulus must be positive.");
        }

        if (nu is <= -1 or >= 0.5)
        {
            ratio.Mistake("value", $"Poisson's ratio {nu:g6} is not between −1 and 0.5.");
        }

        return new IsotropicElasticity(e, nu, modulus.Text("source"), ratio.Text("source"));
    }

    private static OrthotropicElasticity? ReadStiffness(YamlBlock block)
    {
        if (block.BlockIfAny("stiffness", ["c11", "c22", "c33", "c44", "c55", "c66", "c12", "c13", "c23", "source"]) is not { } stiffness)
        {
            return null;
        }

        AxisTriple Three(string a, string b, string c) => new(stiffness.Measure(a, Pascal), stiffness.Measure(b, Pascal), stiffness.Measure(c, Pascal));
        var elasticity = new OrthotropicElasticity(Three("c11", "c22", "c33"), Three("c23", "c13", "c12"), Three("c44", "c55", "c66"), stiffness.Text("source"));
        if (elasticity.Numbers().All(n => double.IsFinite(n.Value)) && !elasticity.IsStable)
        {
            stiffness.Mistake("c11", "With these constants some strain would release energy: the stiffness is not positive definite. Perhaps two constants are exchanged.");
        }

        return elasticity;
    }

    private static SourcedNumber? ReadMaximum(YamlBlock block)
    {
        if (block.BlockIfAny("maximum_concentration", OneValue) is not { } maximum)
        {
            return null;
        }

        double value = maximum.Measure("value", PerVolume);
        if (value <= 0)
        {
            maximum.Mistake("value", "The maximum concentration must be positive.");
        }

        return new SourcedNumber("maximum concentration of lithium, per unit of x", value, "mol/m³", maximum.Text("source"));
    }

    private static PartialMolarVolume? ReadPartialMolarVolume(YamlBlock block)
    {
        YamlBlock? one = block.BlockIfAny("partial_molar_volume", OneValue), three = block.BlockIfAny("partial_molar_volumes", ["a", "b", "c", "source"]);
        if (one is not null && three is not null)
        {
            block.Mistake("partial_molar_volumes", "Give either partial_molar_volume (the same in all directions) or partial_molar_volumes (one for each crystal axis; their sum is the former).");
        }

        return three is not null
            ? new PartialMolarVolume(new AxisTriple(three.Measure("a", MolarVolume), three.Measure("b", MolarVolume), three.Measure("c", MolarVolume)), three.Text("source"))
            : one is not null ? PartialMolarVolume.Isotropic(one.Measure("value", MolarVolume), one.Text("source")) : null;
    }

    private LatticeTable? ReadLattice(YamlBlock block)
    {
        if (!block.Has("lattice"))
        {
            return null;
        }

        LatticeCell[] cells = [.. block.List("lattice").Select(ReadCell)];
        if (cells.Length < 2)
        {
            block.Mistake("lattice", "The strain between compositions needs unit cells at two compositions at least.");
        }

        for (int i = 1; i < cells.Length; i++)
        {
            (LatticeCell low, LatticeCell high) = (cells[i - 1], cells[i]);
            if (high.Composition <= low.Composition)
            {
                block.Mistake("lattice", $"The compositions of the cells must ascend; {high.Composition:g6} follows {low.Composition:g6}.");
            }

            if (high.Volume / low.Volume is > 1.4 or < 1 / 1.4)
            {
                block.Mistake("lattice", $"From x = {low.Composition:g6} to {high.Composition:g6} the volume of the cell changes by a factor {high.Volume / low.Volume:g3}. Perhaps the cells hold different numbers of formula units; halve the doubled axis.");
            }
        }

        return new LatticeTable(cells);
    }

    private LatticeCell ReadCell(YamlNode node)
    {
        var cell = new YamlBlock(node, "a unit cell", ["x", "a", "b", "c", "beta", "source"], mistakes);
        var lengths = new AxisTriple(cell.Measure("a", Metre), cell.Measure("b", Metre), cell.Measure("c", Metre));
        foreach ((string name, double length) in new[] { ("a", lengths.A), ("b", lengths.B), ("c", lengths.C) })
        {
            if (length is <= 1e-10 or >= 1e-8)
            {
                cell.Mistake(name, $"A cell length of {length * 1e10:g6} Å is not between 1 and 100 Å.");
            }
        }

        double beta = cell.Has("beta") ? cell.Measure("beta", Radian) : Math.PI / 2;
        if (beta is <= Math.PI / 4 or >= 3 * Math.PI / 4)
        {
            cell.Mistake("beta", $"The angle β of {beta * 180 / Math.PI:g6}° is not between 45° and 135°. Perhaps its unit is missing: 110 deg.");
        }

        return new LatticeCell(cell.Number("x"), lengths, beta, cell.Text("source"));
    }

    private static CrystalOrientation? ReadOrientation(YamlBlock block)
    {
        if (block.BlockIfAny("orientation", ["long_axis", "thickness_axis", "source"]) is not { } orientation)
        {
            return null;
        }

        CrystalAxis along = ReadAxis(orientation, "long_axis"), through = ReadAxis(orientation, "thickness_axis");
        if (along == through)
        {
            orientation.Mistake("thickness_axis", $"The crystal axis {along.ToString().ToLowerInvariant()} cannot lie along the particle and through its thickness.");
        }

        return new CrystalOrientation(along, through, orientation.Text("source"));
    }

    private static CrystalAxis ReadAxis(YamlBlock orientation, string setting)
    {
        string written = orientation.Text(setting);
        switch (written)
        {
            case "a": return CrystalAxis.A;
            case "b": return CrystalAxis.B;
            case "c": return CrystalAxis.C;
            default:
                if (written.Length > 0)
                {
                    orientation.Mistake(setting, $"'{written}' is no crystal axis. Known: a, b, c.");
                }

                return setting == "long_axis" ? CrystalAxis.B : CrystalAxis.A;
        }
    }
}
