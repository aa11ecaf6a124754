using Stria.Matter;
using Stria.Numerics.Expressions;
using Stria.Numerics.Geometry;
using Stria.Numerics.Statistics;
using Stria.Studies;

namespace Stria.Verification;

/// <summary>What stress maps take from a particle before any mechanics: its local frame, its noise, its chemical strain.</summary>
[Collection(VerificationCollection.Name)]
public sealed class FieldsVerification
{
    [Theory]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(48)]
    [InlineData(96)]
    public void The_frame_of_a_ring_sector_is_azimuthal(int width)
    {
        double radius = 5.0 * width, span = 2;
        int n = (int)(2.2 * (radius + width));
        (double X, double Y) Place(int i) => ((i % n) - (n / 2.0) + 0.13, (n / 2.0) - (i / n) + 0.21);
        double Along(double x, double y) => (((Math.Atan2(y, x) - 0.3) % (2 * Math.PI)) + (2 * Math.PI)) % (2 * Math.PI);
        bool[] mask = [.. Enumerable.Range(0, n * n).Select(Place).Select(p => Math.Abs(double.Hypot(p.X, p.Y) - radius) < width / 2.0 && Along(p.X, p.Y) < span)];
        AxisField field = LocalAxis.Of(mask, n, n);
        double angle = 0, offset = 0, across = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            (double x, double y) = Place(i);
            if (mask[i] && Math.Min(Along(x, y), span - Along(x, y)) * radius > width / 2.0)
            {
                angle = Math.Max(angle, Math.Abs(Math.IEEERemainder(field.Angle[i] - Math.Atan2(y, x) - (Math.PI / 2), Math.PI)) * 180 / Math.PI);
                offset = Math.Max(offset, Math.Abs(Math.Abs(field.Offset[i]) - Math.Abs(double.Hypot(x, y) - radius)));
                across = Math.Max(across, Math.Abs(field.LocalWidth[i] - width));
            }
        }

        string ring = $"ring sector, R/w = 5, w = {width} px, beyond w/2 from its ends";
        VerificationRecord.AtMost("Local axis", $"{ring}: largest error of the direction [°]", 3, angle);
        VerificationRecord.AtMost("Local axis", $"{ring}: largest error of the distance from the centre line [px]", 0.5, offset);

        // A mask knows each side to half a pixel, both together to one: so much shows where a border runs along the rows.
        VerificationRecord.AtMost("Local axis", $"{ring}: largest error of the width [px]", 1, across);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.5)]
    [InlineData(2.2)]
    public void The_length_of_correlated_noise_is_recovered(double length)
    {
        const int Size = 96, Maps = 10;
        var source = new CorrelatedNoise(Size, Size, length, 100);
        CorrelationEstimate[] found = [.. source.Realisations(Maps).Select(f => CorrelationLength.Of(f, [], Size, Size)!)];
        VerificationRecord.Add("Correlated noise", $"L = {length} px: mean length found in {Maps} maps of {Size} × {Size} [px]", length, found.Average(e => e.Length), 0.08);
        VerificationRecord.Add("Correlated noise", $"L = {length} px: mean scale of the noise", 1, found.Average(e => e.NoiseScale), 0.05);
        double[] variances = [.. source.Realisations(200).Select(f => f.Average(v => (double)v * v))];
        VerificationRecord.Add("Correlated noise", $"L = {length} px: variance of 200 fields", 1, variances.Average(), 0.02);
    }

    [Fact]
    public void Zeta_v2o5_grows_as_its_table_says()
    {
        LatticeTable lattice = MaterialLibrary.Shipped.Find("v2o5-zeta").RequireMechanics().RequireLattice();
        VerificationRecord.Add("Materials", "ζ-V₂O₅ at x = 0.66: volume strain (PNAS 2022, Table 1: 536.893/524.167 Å3)", (536.893 / 524.167) - 1, lattice.Strain(0.66, 0).VolumeChange, 2e-4);
        VerificationRecord.Add("Materials", "ζ-V₂O₅ at x = 1.8: volume strain (PNAS 2022, Table 1: 570.659/524.167 Å3)", (570.659 / 524.167) - 1, lattice.Strain(1.8, 0).VolumeChange, 2e-4);
        AxisTriple alpha = MaterialLibrary.Shipped.Find("v2o5-alpha").RequireMechanics().StrainByMolarVolume(1, 0);
        VerificationRecord.Add("Materials", "α-V₂O₅ at x = 1: volume strain of the constant Ω = 2.415e-6 m³/mol (Mater. Horiz. 2020)", 0.0448, alpha.A + alpha.B + alpha.C, 2e-4);
    }

    [Fact]
    public void Expressions_have_the_values_of_the_language_they_are_written_beside()
    {
        double[] x = [.. Enumerable.Range(0, 10_001).Select(i => (i - 5000) / 500.0)], got = new double[x.Length];
        Expression.Parse("0.3 + 0.2*tanh((x - 1)/0.4) + exp(-x^2)*sin(3*x) + erf(x)/(1 + abs(x))^1.5", "x").Evaluate([x], got);
        double worst = x.Select((v, i) => Math.Abs(got[i] - (0.3 + (0.2 * Math.Tanh((v - 1) / 0.4)) + (Math.Exp(-v * v) * Math.Sin(3 * v)) + (Expression.Parse("erf(x)", "x").At(v) / Math.Pow(1 + Math.Abs(v), 1.5))))).Max();
        VerificationRecord.AtMost("Expressions", "largest deviation from the same formula in C#, 10 001 points", 2e-15, worst);
    }
}
