using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>The measures of stress that are drawn and tabulated, one value per place [Pa].</summary>
internal sealed class StressValues
{
    /// <summary>Makes them.</summary>
    /// <param name="stress">xx, yy, zz, xy of each place [Pa].</param>
    /// <param name="angles">Angle from x to ξ at each place [rad].</param>
    public StressValues(double[] stress, double[] angles)
    {
        Stress = stress;
        VonMises = StressMeasures.VonMises(stress);
        Hydrostatic = StressMeasures.Hydrostatic(stress);
        Principal = StressMeasures.Principal(stress);
        double[] local = StressMeasures.Local(stress, angles);
        Along = Component(local, 0);
        Across = Component(local, 1);
        Shear = Component(local, 3);
        Local = local;
    }

    /// <summary>xx, yy, zz, xy of each place.</summary>
    public double[] Stress { get; }

    /// <summary>ξξ, ηη, zz, ξη of each place.</summary>
    public double[] Local { get; }

    /// <summary>Von Mises stress.</summary>
    public double[] VonMises { get; }

    /// <summary>Hydrostatic stress, positive in tension.</summary>
    public double[] Hydrostatic { get; }

    /// <summary>Principal stresses in the plane.</summary>
    public PrincipalStress Principal { get; }

    /// <summary>σ_ξξ, along the particle.</summary>
    public double[] Along { get; }

    /// <summary>σ_ηη, across the particle.</summary>
    public double[] Across { get; }

    /// <summary>σ_ξη.</summary>
    public double[] Shear { get; }

    /// <summary>The measures with their names in tables and headlines.</summary>
    public IEnumerable<(string Name, string Symbol, double[] Values)> All() =>
    [
        ("von_mises", "σ_vM", VonMises), ("hydrostatic", "σ_h", Hydrostatic), ("principal_1", "σ₁", Principal.First), ("principal_2", "σ₂", Principal.Second),
        ("stress_xi_xi", "σ_ξξ", Along), ("stress_eta_eta", "σ_ηη", Across), ("stress_xi_eta", "σ_ξη", Shear),
    ];

    private static double[] Component(double[] stress, int which)
    {
        var values = new double[stress.Length / 4];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = stress[(4 * i) + which];
        }

        return values;
    }
}
