using Stria.Measurement.Particles;

namespace Stria.Tests.Measurement.Particles;

public sealed class ParticleShapeTests
{
    private const int Side = 220;
    private const double Micrometre = 1e-6;

    private static ParticleShape Shape(bool[] mask, double pitch = Micrometre) => ParticleShape.Of(Drawn.Particle(mask, Drawn.Grid(Side, Side, pitch)));

    [Theory]
    [InlineData(20.5)]
    [InlineData(40)]
    [InlineData(80.5)]
    public void A_disk_has_its_area_its_outline_and_circularity_one(double radius)
    {
        ParticleShape s = Shape(Drawn.Disk(Side, Side, (110, 110), radius));
        double r = radius * Micrometre;
        Assert.Equal(1, s.Area / (Math.PI * r * r), 0.02);
        Assert.Equal(1, s.Perimeter / (2 * Math.PI * r), 0.02 + (0.25 / radius));
        Assert.Equal(1, s.Circularity, 0.03 + (0.5 / radius));
        Assert.Equal(1, s.MajorAxis / (2 * r), 0.02);
        Assert.Equal(1, s.MinorAxis / (2 * r), 0.02);
        Assert.Equal(1, s.LargestDiameter / (2 * r), 0.04);
        Assert.Equal(1, s.EquivalentDiameter / (2 * r), 0.01);
        Assert.InRange(s.Solidity, 0.95, 1);
        Assert.InRange(s.Convexity, 0.97, 1);
        Assert.InRange(s.Aspect, 1, 1.05);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.785)]
    [InlineData(-1.1)]
    [InlineData(1.5707963)]
    public void A_rectangle_has_its_sides_and_its_direction_however_it_lies(double angle)
    {
        ParticleShape s = Shape(Drawn.Bar(Side, Side, (110.3, 109.8), 120, 30, angle));
        Assert.Equal(120, s.Length / Micrometre, 2.0);
        Assert.Equal(30, s.Width / Micrometre, 2.0);
        Assert.Equal(1, s.Area / (3600 * Micrometre * Micrometre), 0.02);
        Assert.Equal(1, s.Perimeter / (300 * Micrometre), 0.025);
        Assert.Equal(0, Math.Sin(s.Orientation - angle), 0.01);
        Assert.Equal(120 / Math.Sqrt(3) * 2, s.MajorAxis / Micrometre, 2.0);
        Assert.InRange(s.Solidity, 0.96, 1);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void An_ellipse_has_its_axes_and_eccentricity(double angle)
    {
        ParticleShape s = Shape(Drawn.Ellipse(Side, Side, (110, 110), (70, 25), angle));
        Assert.Equal(140, s.MajorAxis / Micrometre, 1.5);
        Assert.Equal(50, s.MinorAxis / Micrometre, 1.5);
        Assert.Equal(Math.Sqrt(1 - (25.0 * 25 / (70 * 70))), s.Eccentricity, 0.01);
        Assert.Equal(0, Math.Sin(s.Orientation - angle), 0.01);
        // Ramanujan's outline of an ellipse.
        double h = Math.Pow((70.0 - 25) / (70 + 25), 2), outline = Math.PI * 95 * (1 + (3 * h / (10 + Math.Sqrt(4 - (3 * h)))));
        Assert.Equal(1, s.Perimeter / (outline * Micrometre), 0.03);
    }

    [Fact]
    public void Pure_numbers_do_not_depend_on_direction_and_size()
    {
        ParticleShape[] turned = [.. Enumerable.Range(0, 6).Select(i => Shape(Drawn.Ellipse(Side, Side, (110, 110), (80, 30), i * 0.5)))];
        ParticleShape half = Shape(Drawn.Ellipse(Side, Side, (110, 110), (40, 15), 0.3)), coarse = Shape(Drawn.Ellipse(Side, Side, (110, 110), (80, 30), 0.3), 7e-9);
        foreach (ParticleShape s in turned.Append(half).Append(coarse))
        {
            Assert.Equal(turned[0].Aspect, s.Aspect, 0.1);
            Assert.Equal(turned[0].Circularity, s.Circularity, 0.03);
            Assert.Equal(turned[0].Solidity, s.Solidity, 0.03);
            Assert.Equal(turned[0].Eccentricity, s.Eccentricity, 0.005);
        }

        Assert.Equal(1, half.Area * 4 / turned[0].Area, 0.01);
        Assert.Equal(1, coarse.Length / 7e-9 / (turned[0].Length / Micrometre), 0.03);
    }

    [Fact]
    public void A_bent_wire_is_as_long_as_its_middle_line_and_a_cross_has_low_solidity()
    {
        // Half a ring of middle radius 60 and width 10.
        bool[] arc = [.. Drawn.Ring(Side, Side, (110, 110), 65, 55).Select((m, p) => m && p / Side < 110)];
        (double Row, double Column)[] line = [.. Enumerable.Range(5, 170).Select(d => d * Math.PI / 180).Select(a => (110 - (60 * Math.Sin(a)), 110 + (60 * Math.Cos(a))))];
        var grid = Drawn.Grid(Side, Side);
        ParticleShape s = ParticleShape.Of(Drawn.Particle(arc, grid) with { Centreline = line });
        Assert.Equal(60 * Math.PI, s.Length / Micrometre, 4.0);
        Assert.Equal(10, s.Width / Micrometre, 0.5);
        ParticleShape cross = Shape(Drawn.Both(Drawn.Bar(Side, Side, (110, 110), 160, 10, 0), Drawn.Bar(Side, Side, (110, 110), 160, 10, Math.PI / 2)));
        Assert.InRange(cross.Solidity, 0.15, 0.35);
        Assert.InRange(cross.Convexity, 0.6, 0.85);
    }

    [Fact]
    public void Oblong_pixels_count_with_their_own_sides()
    {
        var grid = Drawn.Grid(Side, Side) with { PixelSizeY = 0.5 * Micrometre };
        ParticleShape s = ParticleShape.Of(Drawn.Particle(Drawn.Ellipse(Side, Side, (110, 110), (30, 60), 0), grid));
        double r = 30 * Micrometre;
        Assert.Equal(1, s.Area / (Math.PI * r * r), 0.02);
        Assert.Equal(1, s.Perimeter / (2 * Math.PI * r), 0.05);
        Assert.InRange(s.Eccentricity, 0, 0.2);
    }

    [Fact]
    public void Without_pixels_or_their_size_there_is_no_shape()
    {
        Assert.Throws<ArgumentException>(() => ParticleShape.Of(new ParticleInstance(Drawn.Grid(4, 4), [])));
        Assert.Throws<ArgumentException>(() => ParticleShape.Of(new ParticleInstance(new Stria.Core.ImageGrid(4, 4), [1])));
    }
}
