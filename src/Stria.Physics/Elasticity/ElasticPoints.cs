using Stria.Core;
using Stria.Numerics.Fem;

namespace Stria.Physics.Elasticity;

/// <summary>The quadrature points of an elastic problem: chemical strain and its forces, strain and stress of a displacement.</summary>
internal sealed class ElasticPoints
{
    private const int BatchOfCells = 128;
    private readonly ElasticProblem problem;
    private readonly StrainOperator operation;
    private readonly CellValues cellValues;
    private double[]? weights, places;

    public ElasticPoints(ElasticProblem problem)
    {
        (this.problem, operation) = (problem, problem.Operation);
        cellValues = new CellValues(problem.Mesh, problem.Rule);
    }

    /// <summary>Quadrature points per cell.</summary>
    public int PerCell => cellValues.PointCount;

    /// <summary>Area (volume about an axis) that each point stands for [m² or m³].</summary>
    public double[] Weights
    {
        get
        {
            Measure();
            return weights!;
        }
    }

    /// <summary>x and y [m] of each point.</summary>
    public double[] Places
    {
        get
        {
            Measure();
            return places!;
        }
    }

    public ElasticLoad Load(ReadOnlySpan<double> composition, double referenceChange, CellModuli moduli)
    {
        TriangleMesh mesh = problem.Mesh;
        if (composition.Length != mesh.NodeCount)
        {
            throw new ScenarioException($"{composition.Length} compositions for {mesh.NodeCount} nodes.");
        }

        for (int n = 0; n < composition.Length; n++)
        {
            if (!double.IsFinite(composition[n]))
            {
                throw new ScenarioException($"The composition of node {n} at ({mesh.Points[2 * n]:G4}, {mesh.Points[(2 * n) + 1]:G4}) m is not finite. Perhaps a pixel without a value lies below it.");
            }
        }

        return Loaded(Strains(composition, order: 0, referenceChange), moduli);
    }

    /// <summary>The load of a composition that is known at the quadrature points; the strain that it causes is made linear in each cell, as that of the displacement is.</summary>
    public ElasticLoad LoadAtPoints(ReadOnlySpan<double> composition, CellModuli moduli)
    {
        TriangleMesh mesh = problem.Mesh;
        if (composition.Length != mesh.CellCount * PerCell)
        {
            throw new ScenarioException($"{composition.Length} compositions for {mesh.CellCount} cells of {PerCell} points.");
        }

        int bad = 0;
        while (bad < composition.Length && double.IsFinite(composition[bad]))
        {
            bad++;
        }

        if (bad < composition.Length)
        {
            throw new ScenarioException($"The composition at ({Places[2 * bad]:G4}, {Places[(2 * bad) + 1]:G4}) m is not finite.");
        }

        var eigenstrain = GC.AllocateUninitializedArray<double>(4 * PerCell * mesh.CellCount);
        for (int first = 0; first < mesh.CellCount;)
        {
            int count = RunOfOneRegion(first);
            FillStrain(composition.Slice(PerCell * first, PerCell * count), new StrainRun(first, count, 0, 0), eigenstrain.AsSpan(4 * PerCell * first, 4 * PerCell * count));
            first += count;
        }

        if (PerCell > 3)
        {
            MakeLinear(eigenstrain);
        }

        return Loaded(eigenstrain, moduli);
    }

    /// <summary>The chemical strain of a composition at each point, its first or its second derivative with composition; the strain itself less the pre-strain.</summary>
    public double[] Strains(ReadOnlySpan<double> composition, int order, double referenceChange = 0)
    {
        TriangleMesh mesh = problem.Mesh;
        var strains = GC.AllocateUninitializedArray<double>(4 * PerCell * mesh.CellCount);
        Span<double> c = stackalloc double[BatchOfCells * PerCell];
        for (int first = 0; first < mesh.CellCount;)
        {
            int count = RunOfOneRegion(first);
            Interpolate(composition, first, count, c);
            FillStrain(c[..(count * PerCell)], new StrainRun(first, count, order, referenceChange), strains.AsSpan(4 * PerCell * first, 4 * PerCell * count));
            first += count;
        }

        return strains;
    }

    /// <summary>A composition at each point, as the chemical strain sees it.</summary>
    public double[] Compositions(ReadOnlySpan<double> nodal)
    {
        var values = new double[PerCell * problem.Mesh.CellCount];
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            Span<double> at = values.AsSpan(cell * PerCell, PerCell);
            Interpolate(problem.Mesh.Cell(cell), nodal, at);
            if (problem.TakesCellMean)
            {
                at.Fill(Mean(cell, at));
            }
        }

        return values;
    }

    /// <summary>Takes values that multiply the composition at each point back to the nodes: the transpose of <see cref="Compositions"/>.</summary>
    public void AddToNodes(ReadOnlySpan<double> pointValues, Span<double> nodal)
    {
        ReadOnlySpan<double> w = Weights;
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> nodes = problem.Mesh.Cell(cell);
            int at = cell * PerCell;
            double total = 0, area = 0;
            for (int q = 0; q < PerCell && problem.TakesCellMean; q++)
            {
                (total, area) = (total + pointValues[at + q], area + w[at + q]);
            }

            for (int q = 0; q < PerCell; q++)
            {
                double value = problem.TakesCellMean ? total * w[at + q] / area : pointValues[at + q];
                ReadOnlySpan<double> n = cellValues.Shapes(q);
                for (int i = 0; i < nodes.Length; i++)
                {
                    nodal[nodes[i]] += value * n[i];
                }
            }
        }
    }

    /// <summary>Strain, elastic strain and stress at each point: xx, yy, zz, xy of each.</summary>
    public void Evaluate(ElasticLoad load, CellModuli moduli, ReadOnlySpan<double> displacement, PointFields fields)
    {
        TriangleMesh mesh = problem.Mesh;
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            cellValues.MoveTo(cell);
            ReadOnlySpan<double> d = moduli.At(cell);
            for (int q = 0; q < PerCell; q++)
            {
                int at = 4 * ((cell * PerCell) + q);
                Span<double> strain = fields.Strain.AsSpan(at, 4), elastic = fields.ElasticStrain.AsSpan(at, 4), stress = fields.Stress.AsSpan(at, 4);
                operation.Strain(cellValues, q, mesh.Cell(cell), displacement, strain);
                for (int k = 0; k < 4; k++)
                {
                    elastic[k] = strain[k] - load.Eigenstrain[at + k];
                }

                Apply(d, elastic, stress);
                if (problem.Model == PlaneModel.PlaneStress)
                {
                    CloseThickness(cell, strain, elastic, stress, load.Eigenstrain[at + 2]);
                }
            }
        }
    }

    /// <summary>Nodal forces of a stress.</summary>
    public void AddForces(ReadOnlySpan<double> stress, Span<double> forces)
    {
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            cellValues.MoveTo(cell);
            for (int q = 0; q < PerCell; q++)
            {
                operation.AddForce(cellValues, q, problem.Mesh.Cell(cell), stress.Slice(4 * ((cell * PerCell) + q), 4), forces);
            }
        }
    }

    /// <summary>Nodal forces of the stress that a strain stands for.</summary>
    public void AddForces(ReadOnlySpan<double> strain, CellModuli moduli, Span<double> forces)
    {
        Span<double> stress = stackalloc double[4];
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            cellValues.MoveTo(cell);
            ReadOnlySpan<double> d = moduli.At(cell);
            for (int q = 0; q < PerCell; q++)
            {
                Apply(d, strain.Slice(4 * ((cell * PerCell) + q), 4), stress);
                operation.AddForce(cellValues, q, problem.Mesh.Cell(cell), stress, forces);
            }
        }
    }

    /// <summary>Stress of a strain.</summary>
    public static void Apply(ReadOnlySpan<double> d, ReadOnlySpan<double> strain, Span<double> stress)
    {
        for (int r = 0; r < 4; r++)
        {
            stress[r] = (d[4 * r] * strain[0]) + (d[(4 * r) + 1] * strain[1]) + (d[(4 * r) + 2] * strain[2]) + (d[(4 * r) + 3] * strain[3]);
        }
    }

    // A sheet contracts through its thickness as its stress says: εzz = S31 σxx + S32 σyy + S36 σxy.
    private void CloseThickness(int cell, Span<double> strain, Span<double> elastic, ReadOnlySpan<double> stress, double eigenstrain)
    {
        Span<double> compliance = stackalloc double[16], local = stackalloc double[4];
        problem.MaterialOf(problem.Mesh.CellRegions[cell]).Law.Compliance(MaterialModuli.MeanComposition(problem, cell), compliance);
        PlaneFrame.StressInto(problem.AxisAngles?[cell] ?? 0, stress, local);
        elastic[2] = (compliance[8] * local[0]) + (compliance[9] * local[1]) + (compliance[11] * local[3]);
        strain[2] = elastic[2] + eigenstrain;
    }

    private int RunOfOneRegion(int first)
    {
        ReadOnlySpan<int> regions = problem.Mesh.CellRegions[first..];
        int most = Math.Min(BatchOfCells, regions.Length), count = regions[..most].IndexOfAnyExcept(regions[0]);
        return count < 0 ? most : count;
    }

    private ElasticLoad Loaded(double[] eigenstrain, CellModuli moduli)
    {
        var forces = new double[2 * problem.Mesh.NodeCount];
        AddForces(eigenstrain, moduli, forces);
        return new ElasticLoad(eigenstrain, forces);
    }

    private void MakeLinear(double[] strain)
    {
        QuadratureRule rule = problem.Rule;
        Span<double> matrix = stackalloc double[PerCell * PerCell];
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            LinearProjection.Of(rule, Weights.AsSpan(PerCell * cell, PerCell), matrix);
            LinearProjection.Apply(matrix, strain.AsSpan(4 * PerCell * cell, 4 * PerCell));
        }
    }

    private void Interpolate(ReadOnlySpan<double> composition, int first, int count, Span<double> c)
    {
        for (int k = 0; k < count; k++)
        {
            Interpolate(problem.Mesh.Cell(first + k), composition, c.Slice(k * PerCell, PerCell));
            if (problem.TakesCellMean)
            {
                c.Slice(k * PerCell, PerCell).Fill(Mean(first + k, c.Slice(k * PerCell, PerCell)));
            }
        }
    }

    private void FillStrain(ReadOnlySpan<double> c, StrainRun run, Span<double> strain)
    {
        (int first, int count, int order, double referenceChange) = run;
        IChemicalStrain law = problem.MaterialOf(problem.Mesh.CellRegions[first]).Strain;
        switch (order)
        {
            case 0: law.Strain(c, strain); break;
            case 1: law.Slope(c, strain); break;
            default: law.Curvature(c, strain); break;
        }

        if (referenceChange != 0)
        {
            TakeOffUniform(law, referenceChange, strain);
        }

        for (int k = 0; k < count && problem.AxisAngles is not null && law.DependsOnDirection; k++)
        {
            for (int q = 0; q < PerCell; q++)
            {
                Span<double> at = strain.Slice(4 * ((k * PerCell) + q), 4);
                PlaneFrame.StrainOutOf(problem.AxisAngles[first + k], at, at);
            }
        }

        if (order == 0 && problem.PreStrain is { } preStrain)
        {
            TakeOffPreStrain(preStrain, first, count, strain);
        }
    }

    private static void TakeOffUniform(IChemicalStrain law, double referenceChange, Span<double> strain)
    {
        Span<double> uniform = stackalloc double[4];
        law.Strain([law.ReferenceComposition + referenceChange], uniform);
        for (int i = 0; i < strain.Length; i++)
        {
            strain[i] -= uniform[i % 4];
        }
    }

    private void Interpolate(ReadOnlySpan<int> nodes, ReadOnlySpan<double> nodal, Span<double> atPoints)
    {
        for (int q = 0; q < atPoints.Length; q++)
        {
            ReadOnlySpan<double> n = cellValues.Shapes(q);
            double sum = 0;
            for (int i = 0; i < nodes.Length; i++)
            {
                sum += n[i] * nodal[nodes[i]];
            }

            atPoints[q] = sum;
        }
    }

    private double Mean(int cell, ReadOnlySpan<double> atPoints)
    {
        if (atPoints.Length == 1)
        {
            return atPoints[0];
        }

        cellValues.MoveTo(cell);
        double sum = 0, area = 0;
        for (int q = 0; q < atPoints.Length; q++)
        {
            double w = operation.Weight(cellValues, q);
            (sum, area) = (sum + (w * atPoints[q]), area + w);
        }

        return sum / area;
    }

    private void TakeOffPreStrain(double[] preStrain, int first, int count, Span<double> strain)
    {
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<int> nodes = problem.Mesh.Cell(first + k);
            for (int q = 0; q < PerCell; q++)
            {
                Span<double> at = strain.Slice(4 * ((k * PerCell) + q), 4);
                for (int i = 0; i < 4 * nodes.Length; i++)
                {
                    at[i % 4] -= cellValues.Shapes(q)[i / 4] * preStrain[(4 * nodes[i / 4]) + (i % 4)];
                }
            }
        }
    }

    private void Measure()
    {
        if (weights is not null)
        {
            return;
        }

        int count = problem.Mesh.CellCount * PerCell;
        double[] measured = new double[count], located = new double[2 * count];
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            cellValues.MoveTo(cell);
            for (int q = 0; q < PerCell; q++)
            {
                int at = (cell * PerCell) + q;
                (measured[at], located[2 * at], located[(2 * at) + 1]) = (operation.Weight(cellValues, q), cellValues.X(q), cellValues.Y(q));
            }
        }

        (weights, places) = (measured, located);
    }
}

/// <summary>Cells of one region, one after the other, whose chemical strain is asked for.</summary>
/// <param name="First">The first cell.</param>
/// <param name="Count">Number of cells.</param>
/// <param name="Order">0 for the strain, 1 and 2 for its derivatives with composition.</param>
/// <param name="ReferenceChange">By how much the stress-free composition is higher than the law's.</param>
internal readonly record struct StrainRun(int First, int Count, int Order, double ReferenceChange);

/// <summary>Strain, elastic strain and stress: xx, yy, zz, xy at each quadrature point of each cell.</summary>
internal sealed record PointFields(double[] Strain, double[] ElasticStrain, double[] Stress);
