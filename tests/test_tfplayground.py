"""Links that teachers made for TensorFlow Playground open the same run here, and say once what has no counterpart."""

import pytest

from playground.config import Config
from playground.tfplayground import is_state, read

# Of lecture notes, course pages and textbooks as they stand there; each with the address that it becomes, and what is left out of it.
TAIL = "&cosX=false&sinX=false&cosY=false&sinY=false&collectStats=false&problem=classification&initZero=false&hideText=false"
PLAIN = "&x=true&y=true&xTimesY=false&xSquared=false&ySquared=false"
LINKS = {
    "the default, from many a slide": (
        "activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=0"
        f"&networkShape=4,2&seed=0.66230&showTestData=false&discretize=false&percTrainData=50{PLAIN}{TAIL}",
        "init=uniform&seed=66230", (),
    ),
    "a crash course on feature crosses, all controls hidden but one": (
        "activation=linear&batchSize=1&dataset=xor&regDataset=reg-plane&learningRate=3&regularizationRate=0&noise=35&networkShape=1"
        "&seed=0.03973&showTestData=false&discretize=false&percTrainData=50&x=true&y=true&xTimesY=false&xSquared=false&ySquared=false"
        "&cosX=false&sinX=false&cosY=false&sinY=false&collectStats=false&problem=classification&initZero=false&hideText=true"
        "&playButton_hide=false&activation_hide=true&noise_hide=true",
        "data=xor&noise=35&hidden=1&act=identity&init=uniform&lr=3&batch=1&seed=3973&hide=act,noise", (),
    ),
    "the same course on learning rates": (
        "activation=linear&batchSize=3&dataset=gauss&regDataset=reg-plane&learningRate=3&regularizationRate=0&noise=80&networkShape="
        "&seed=0.245&showTestData=false&discretize=false&percTrainData=50&x=true&y=true&collectStats=false&problem=classification"
        "&initZero=false&hideText=true&numHiddenLayers_hide=true&xTimesY_hide=true&learningRate_hide=false"
        "&tutorial=dp-reducing-loss-learning-rate&goalTrainLossMinThresholdFirst=0.25",
        "data=gauss&noise=50&hidden=&act=identity&init=uniform&lr=3&batch=3&seed=245&hide=hidden,shape",
        ("noise 80 → 50", "tutorial", "goalTrainLossMinThresholdFirst"),
    ),
    "a small rate for a perceptron": (
        "activation=relu&batchSize=1&dataset=gauss&regDataset=reg-plane&learningRate=0.00001&regularizationRate=0&noise=35"
        f"&networkShape=&seed=0.17057&showTestData=false&discretize=true&percTrainData=50{PLAIN}{TAIL}",
        "data=gauss&noise=35&hidden=&act=relu&init=uniform&lr=1e-05&batch=1&seed=17057&cells=discrete", (),
    ),
    "overfitting, six features": (
        "activation=relu&regularization=L1&batchSize=10&dataset=spiral&regDataset=reg-plane&learningRate=0.03&regularizationRate=0"
        "&noise=0&networkShape=4,2,2&seed=0.58835&showTestData=false&discretize=false&percTrainData=50&x=true&y=true&xTimesY=true"
        "&xSquared=true&ySquared=true&cosX=false&sinX=true&cosY=false&sinY=true&collectStats=false&problem=classification",
        "data=spiral&features=x1,x2,x1^2,x2^2,x1*x2,sin(x1),sin(x2)&hidden=4,2,2&act=relu&init=uniform&reg=l1&seed=58835", (),
    ),
    "L2 on a wide net": (
        "activation=tanh&regularization=L2&batchSize=30&dataset=spiral&regDataset=reg-plane&learningRate=0.1&regularizationRate=0.003"
        f"&noise=20&networkShape=8,8,8&seed=0.51575&showTestData=true&discretize=false&percTrainData=70{PLAIN}{TAIL}",
        "data=spiral&noise=20&train=70&hidden=8,8,8&init=uniform&lr=0.1&batch=30&reg=l2&rate=0.003&seed=51575", (),
    ),
    "regression of hills": (
        "activation=tanh&batchSize=15&dataset=circle&regDataset=reg-gauss&learningRate=0.03&regularizationRate=0&noise=20"
        "&networkShape=4,2,3&seed=0.89345&showTestData=false&discretize=false&percTrainData=80&x=true&y=true&xTimesY=true"
        "&xSquared=false&ySquared=false&cosX=false&sinX=true&cosY=false&sinY=false&collectStats=false&problem=regression",
        "data=hills&noise=20&samples=1000&train=80&features=x1,x2,x1*x2,sin(x1)&hidden=4,2,3&init=uniform&batch=15&seed=89345",
        ("samples 1200 → 1000",),
    ),
    "linear regression, most controls hidden": (
        "activation=linear&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=25"
        "&networkShape=&seed=0.27079&percTrainData=50&x=true&y=true&problem=regression&showTestData_hide=false&activation_hide=true"
        "&discretize_hide=true&numHiddenLayers_hide=true&problem_hide=true",
        "data=plane&noise=25&samples=1000&hidden=&act=identity&init=uniform&seed=27079&hide=act,hidden,shape,cells",
        ("samples 1200 → 1000", "problem_hide"),
    ),
    "to be stepped only, everything else hidden": (
        "activation=linear&batchSize=10&dataset=gauss&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=5"
        f"&networkShape=1&seed=0.07855&showTestData=false&discretize=true&percTrainData=50{PLAIN}{TAIL}&showTestData_hide=true"
        "&stepButton_hide=false&activation_hide=true&problem_hide=true&noise_hide=true&discretize_hide=true&resetButton_hide=true"
        "&regularization_hide=true&dataset_hide=true&batchSize_hide=true&playButton_hide=true&learningRate_hide=true"
        "&regularizationRate_hide=true&percTrainData_hide=true&numHiddenLayers_hide=true",
        "data=gauss&noise=5&hidden=1&act=identity&init=uniform&seed=7855&cells=discrete&hide=controls,shape,cells",
        ("showTestData_hide", "resetButton_hide", "playButton_hide"),
    ),
    "features to be chosen by the students": (
        "activation=tanh&batchSize=10&dataset=gauss&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=25&networkShape="
        f"&seed=0.90161&percTrainData=50&x=false&y=false&xTimesY=false&xSquared=false&ySquared=false{TAIL}",
        "data=gauss&noise=25&hidden=&init=uniform&seed=90161", ("x=false, y=false",),
    ),
    "copied out of HTML": (
        "activation=linear&amp;regularization=L1&amp;batchSize=10&amp;dataset=xor&amp;regDataset=reg-plane&amp;learningRate=0.03"
        "&amp;regularizationRate=0.01&amp;noise=20&amp;networkShape=&amp;seed=0.64177&amp;discretize=true&amp;percTrainData=50"
        "&amp;x=true&amp;y=true&amp;xTimesY=true&amp;problem=classification",
        "data=xor&noise=20&features=x1,x2,x1*x2&hidden=&act=identity&init=uniform&reg=l1&rate=0.01&seed=64177&cells=discrete", (),
    ),
    "copied out of Markdown, its bracket with it": (
        r"activation=sigmoid\&batchSize=30\&dataset=circle\&learningRate=0.1\&networkShape=7,7,7,7,7,7\&seed=0.12746\&percTrainData=90"
        r"\&initZero=true)",
        "train=90&hidden=7,7,7,7,7,7&act=sigmoid&init=zeros&lr=0.1&batch=30&seed=12746", (),
    ),
    "data sets and functions of old or other versions": (
        "activation=mish&regDataset=reg-maximum&problem=regression&networkShape=a,b&learningRate=fast&batchSize=0&seed=today&cosX=true",
        "data=plane&samples=1000&init=uniform&batch=1&seed=3017057989",
        ("regDataset=reg-maximum", "samples 1200 → 1000", "activation=mish", "networkShape=a,b", "learningRate=fast", "batchSize 0 → 1", "cosX"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fragment", "address", "without"), LINKS.values(), ids=LINKS)
def test_a_teachers_link_becomes_our_address_and_what_has_no_counterpart_is_named(fragment, address, without):
    state = read(fragment)
    assert is_state(fragment)
    assert Config(**state.settings).to_address() == address
    assert state.without == without


def test_what_a_link_leaves_out_is_as_there_by_default():
    config = Config(**read("activation=tanh").settings)
    assert (config.data, config.samples, config.hidden, config.lr, config.batch, config.train) == ("circle", 500, (4, 2), 0.03, 10, 50)
    assert (config.init, config.output, config.loss_name, config.opt, config.pace) == ("uniform", "tanh", "half_mse", "sgd", "epoch")


def test_the_output_is_tanh_in_classification_and_the_identity_in_regression_whatever_the_hidden_units_are():
    assert Config(**read("activation=relu&problem=classification").settings).output == "tanh"
    assert Config(**read("activation=sigmoid&problem=regression").settings).output == "identity"


def test_where_all_buttons_of_the_run_are_hidden_ours_are():
    state = read("activation=relu&playButton_hide=true&stepButton_hide=true&resetButton_hide=true&dataset_hide=true&problem_hide=true")
    assert (state.settings["hide"], state.without) == (("data", "run"), ())


def test_a_hidden_feature_does_not_go_in():
    assert read("activation=relu&sinX=true&sinY=true&sinX_hide=true").settings["features"] == ("x1", "x2", "sin(x2)")


def test_l1_is_another_there_as_soon_as_it_acts():
    assert read("regularization=L1&regularizationRate=0.01").cuts
    assert not read("regularization=L1&regularizationRate=0").cuts
    assert not read("regularization=L2&regularizationRate=0.01").cuts


def test_the_same_seed_is_the_same_run_and_another_is_another():
    seeds = [read(f"dataset=xor&seed={text}").settings["seed"] for text in ("0.1", "0.1", "0.2", "spring", "spring", "autumn", "")]
    assert seeds[0] == seeds[1] != seeds[2] and seeds[3] == seeds[4] != seeds[5] and seeds[6] == 0


@pytest.mark.parametrize("fragment", ["", "results", "top", "x=1", "seed=3", ":~:text=gradient", "/route?activation"])
def test_another_place_in_a_page_is_no_such_link(fragment):
    assert not is_state(fragment)


@pytest.mark.parametrize("value", ["", "NaN", "inf", "-1", "1e999", "%00", "9" * 5000, "[object Object]", "true,true"])
def test_no_such_link_can_do_more_than_be_left_out(value):
    names = ("activation", "batchSize", "dataset", "learningRate", "noise", "networkShape", "percTrainData", "regularizationRate", "seed", "problem")
    Config(**read("&".join(f"{name}={value}" for name in names)).settings)
